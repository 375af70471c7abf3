import { buildIfStale } from '../../scripts/support/build-if-stale.ts';

/** For Playwright: the app as its sources are now. */
export default async function buildBefore(): Promise<void> {
  if ((await buildIfStale()) !== 0) throw new Error('SyncLog could not be built; the reason is above.');
}
