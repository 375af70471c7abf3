import type { VerifyAnswer } from '../../../shared/ipc/check.ts';
import { isoTime } from '../../../shared/clock.ts';
import type { EnginePorts, MasterLink } from '../ports.ts';
import type { CheckProgress } from './check-progress.ts';
import { describeDifferences } from './describe-differences.ts';
import { findDiffering } from './find-differing.ts';
import { connectedLink } from './connected-link.ts';

const empty = { count: 0, digest: '' } as const;

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
  const before = store.facts().cursor;
  const [theirs, ours] = await Promise.all([client.digests(), store.digests()]);
  const { pending, syncing, failed } = store.stats();
  const { cursor, epoch } = store.facts();
  const settled =
    pending + syncing + failed === 0 && before === cursor && cursor === theirs.head && epoch === theirs.epoch;
  const names = [...new Set([...theirs.models, ...ours].map((model) => model.modelName))].sort();
  const rows = names.map((modelName) => {
    const find = (list: typeof ours) => list.find((model) => model.modelName === modelName) ?? empty;
    const [branch, master] = [find(ours), find(theirs.models)];
    const equal = branch.count === master.count && (branch.digest === master.digest || branch.count === 0);
    return {
      modelName,
      equal,
      branch: { count: branch.count, digest: branch.digest },
      master: { count: master.count, digest: master.digest },
    };
  });
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
