import type { VerifyAnswer } from '../../../shared/ipc/check.ts';
import { isoTime } from '../../../shared/clock.ts';
import type { EnginePorts, MasterLink } from '../ports.ts';
import type { CheckProgress } from './check-progress.ts';
import { compareModels } from './compare-models.ts';
import { describeDifferences } from './describe-differences.ts';
import { findDiffering } from './find-differing.ts';
import { connectedLink } from '../connected-link.ts';

/** So many records are shown one by one, and so many are looked for at all. */
const mostShown = 1000;
const mostFound = 100_000;

export type CheckPorts = Pick<EnginePorts, 'store' | 'link' | 'clock'>;

/**
 * Compares counts and digests with head office, per model; where they differ, finds the records. A difference proves something only when it is settled: nothing
 * unsent here, nothing unread there, and nothing that changed meanwhile.
 * @throws SyncLogError `not-enrolled`; MasterError
 */
export async function verifyWithMaster(ports: CheckPorts, progress: CheckProgress): Promise<VerifyAnswer> {
  const link = connectedLink(ports);
  progress.set({ phase: 'compare', done: 0, total: 1 });
  try {
    return await compareAll(ports, link, progress);
  } finally {
    progress.set(null);
  }
}

async function compareAll(
  { store, clock }: CheckPorts,
  link: MasterLink,
  progress: CheckProgress,
): Promise<VerifyAnswer> {
  const { client } = link;
  const { settled, models: rows } = await compareModels({ store }, link);
  const known = new Set(store.syncedModels().map((model) => model.name));
  const unequal = rows.filter((row) => !row.equal && known.has(row.modelName)).map((row) => row.modelName);
  const { differing } = await findDiffering({ client, store }, unequal, mostFound, (done, total) =>
    progress.set({ phase: 'search', done, total }),
  );
  const models = rows.map((row) => ({
    ...row,
    differing: differing.filter((item) => item.modelName === row.modelName).length,
  }));
  return {
    equal: models.every((model) => model.equal),
    settled,
    models,
    differences: await describeDifferences({ client, store }, differing.slice(0, mostShown)),
    differenceCount: differing.length,
    checkedAt: isoTime(clock.now()),
  };
}
