import type { VerifyAnswer } from '../../../shared/ipc/check.ts';
import type { EnginePorts, MasterLink } from '../ports.ts';

const empty = { count: 0, digest: '' } as const;

/**
 * Counts and digests of every model here and at head office. `settled` while nothing is unsent here, nothing unread there, and nothing changed meanwhile.
 * @throws MasterError
 */
export async function compareModels(
  { store }: Pick<EnginePorts, 'store'>,
  link: MasterLink,
): Promise<{
  readonly settled: boolean;
  readonly models: Omit<VerifyAnswer['models'][number], 'differing'>[];
}> {
  const before = store.facts().cursor;
  const [theirs, ours] = await Promise.all([link.client.digests(), store.digests()]);
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
  return { settled, models };
}
