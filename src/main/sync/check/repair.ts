import { SyncLogError } from '../../../shared/errors.ts';
import type { IpcOutput } from '../../../shared/ipc/contract.ts';
import type { SyncRun } from '../../../shared/status.ts';
import type { CheckProgress } from './check-progress.ts';
import { connectedLink } from '../connected-link.ts';
import { findDiffering, type Differing } from './find-differing.ts';
import { lookUp } from './look-up.ts';
import type { CheckPorts } from './verify.ts';

const recordsPerStep = 500;
const mostRepaired = 100_000;
/** Where others never stop changing records, what they change last is taken with the rest. */
const mostSearches = 3;

/**
 * Syncs first, so that nothing is taken for a difference that is only on its way; then logs what head office has never known and takes everything else from it,
 * deletions too. Records with unsent changes are left alone.
 * @param sync a whole sync
 * @throws SyncLogError `not-enrolled`, and the reason why the sync did not end well; MasterError. What was repaired until then stays
 */
export async function repairFromMaster(
  ports: CheckPorts,
  progress: CheckProgress,
  sync: () => Promise<SyncRun>,
): Promise<IpcOutput<'branch.repair'>> {
  const { client } = connectedLink(ports);
  const { store } = ports;
  progress.set({ phase: 'compare', done: 0, total: 1 });
  try {
    const differing = await searchInSync(ports, progress, sync);
    let [logged, taken] = [0, 0];
    for (let from = 0; from < differing.length; from += recordsPerStep) {
      progress.set({ phase: 'repair', done: from, total: differing.length });
      const held = await lookUp(client, differing.slice(from, from + recordsPerStep));
      // Never known there: it is ours to tell. Known and gone: it was deleted.
      logged += await store.logMissing(held.filter((item) => item.version === 0));
      taken += store.takeRecords(held.filter((item) => item.version > 0));
    }
    if (logged > 0) await sync();
    return { found: differing.length, logged, taken, left: differing.length - logged - taken };
  } finally {
    progress.set(null);
  }
}

/** What differs while nothing is unread: a change that others made meanwhile is no difference, but to be pulled. */
async function searchInSync(
  ports: CheckPorts,
  progress: CheckProgress,
  sync: () => Promise<SyncRun>,
): Promise<Differing[]> {
  const { client } = connectedLink(ports);
  const { store } = ports;
  const models = store.syncedModels().map((model) => model.name);
  for (let attempt = 1; ; attempt += 1) {
    const run = await sync();
    if (run.outcome !== 'done') {
      const why = run.error?.message ?? 'The sync before it did not end.';
      throw new SyncLogError('not-allowed', `Nothing was repaired, because this branch must be in sync first. ${why}`);
    }
    const { differing, head } = await findDiffering({ client, store }, models, mostRepaired, (done, total) =>
      progress.set({ phase: 'search', done, total }),
    );
    if (head === store.facts().cursor || attempt >= mostSearches) return differing;
  }
}
