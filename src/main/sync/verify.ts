import type { IpcOutput } from '../../shared/ipc/contract.ts';
import { SyncLogError } from '../../shared/errors.ts';
import type { EnginePorts } from './ports.ts';

const empty = { count: 0, digest: '' } as const;

/**
 * Compares counts and digests with head office, per model. A difference proves something only when it is settled: nothing unsent here, nothing unread there,
 * and nothing that changed meanwhile.
 * @throws SyncLogError `not-enrolled`; MasterError
 */
export async function verifyWithMaster({
  store,
  link,
}: Pick<EnginePorts, 'store' | 'link'>): Promise<IpcOutput<'branch.verify'>> {
  const connected = link();
  if (!connected)
    throw new SyncLogError(
      'not-enrolled',
      'This branch is not connected to head office, so there is nothing to compare with.',
    );
  const before = store.facts().cursor;
  const [theirs, ours] = await Promise.all([connected.client.digests(), store.digests()]);
  const { pending, syncing, failed } = store.stats();
  const { cursor, epoch } = store.facts();
  const settled =
    pending + syncing + failed === 0 && before === cursor && cursor === theirs.head && epoch === theirs.epoch;
  const names = [...new Set([...theirs.models, ...ours].map((model) => model.modelName))].sort();
  const models = names.map((modelName) => {
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
  return { equal: models.every((model) => model.equal), settled, models };
}
