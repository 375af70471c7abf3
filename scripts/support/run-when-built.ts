import { buildIfStale } from './build-if-stale.ts';

/**
 * The body of a script that works on what is built: says how it is used where its arguments were not understood, builds what is missing, and ends the process
 * as `run` says.
 */
export async function runWhenBuilt<Wanted>(
  { wanted, usage }: { readonly wanted: Wanted | undefined; readonly usage: string },
  run: (wanted: Wanted) => Promise<number>,
): Promise<void> {
  if (wanted === undefined) {
    console.error(usage);
    process.exitCode = 2;
  } else if ((await buildIfStale()) !== 0) {
    console.error('SyncLog could not be built; the reason is above.');
    process.exitCode = 1;
  } else {
    process.exit(await run(wanted));
  }
}
