import type { Master } from '../../src/master/open-master.ts';
import type { SimBranch } from './sim-branch.ts';

/** A sale without all of its lines: what was saved in one transaction was seen torn (I10). */
export function findTornSale(branch: SimBranch): string | undefined {
  const torn = branch.store.context
    .prepare<{ id: string }>(
      `select s.id from sales s where s.total_cents <> coalesce((select sum(i.total_cents) from sale_items i where i.sale_id = s.id), 0) limit 1`,
    )
    .get();
  return torn && `${branch.name} shows sale ${torn.id} without all of its lines`;
}

/** What must be true when everything has come to rest; the first thing that is not. */
export async function findDifference(master: Master, branches: readonly SimBranch[]): Promise<string | undefined> {
  const head = await master.store.head();
  const theirs = await master.digests();
  for (const branch of branches) {
    const { pending, syncing, failed } = branch.store.SyncLog.getSyncLogStats();
    if (pending + syncing + failed > 0)
      return `${branch.name} still has ${pending} pending, ${syncing} syncing, ${failed} failed`;
    const { cursor } = branch.store.sync.facts();
    if (cursor !== head) return `${branch.name} has read to ${cursor} of ${head}`;
    const ours = await branch.store.sync.digests();
    for (const { modelName, count, digest } of theirs) {
      const mine = ours.find((model) => model.modelName === modelName);
      if (mine?.digest !== digest)
        return `${branch.name} differs in ${modelName}: ${mine?.count ?? 0} here, ${count} at head office`;
    }
    const dangling = branch.store.context.db.pragma('foreign_key_check') as unknown[];
    if (dangling.length > 0) return `${branch.name} has ${dangling.length} records that refer to nothing`;
    const parked = branch.store.context.prepare<{ n: number }>('select count(*) as n from sync_shadows').get();
    if (parked && parked.n > 0) return `${branch.name} still keeps ${parked.n} shadows`;
    const torn = findTornSale(branch);
    if (torn) return torn;
  }
  return undefined;
}
