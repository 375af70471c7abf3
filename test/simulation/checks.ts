import { statementCacheOf } from '../../src/sqlite/statement-cache.ts';
import { findMiscountedBlock } from '../support/miscounted-block.ts';
import { everyInstallation } from './copies.ts';
import { findLostValue, findUntoldConflict, findUntruth } from './ledger.ts';
import type { SimBranch } from './sim-branch.ts';
import type { SimMaster } from './sim-master.ts';
import type { World } from './world.ts';

/** What was saved in one transaction and is seen in parts (I10): a sale without all of its lines, a line without its movement of stock. */
export function findTorn(branch: SimBranch): string | undefined {
  const torn = branch.store.context
    .prepare<{ what: string }>(
      `select 'sale ' || s.id as what from sales s
          where s.total_cents <> coalesce((select sum(i.total_cents) from sale_items i where i.sale_id = s.id), 0)
        union all
        select 'line ' || i.id from sale_items i
          where not exists (select 1 from sales s where s.id = i.sale_id)
            or not exists (select 1 from stock_movements m where m.sale_item_id = i.id) limit 1`,
    )
    .get();
  return torn && `${branch.name} shows ${torn.what} torn apart`;
}

/** What must be true when everything has come to rest; the first thing that is not. */
export async function findDifference(world: World): Promise<string | undefined> {
  const { sim, branches, ledger } = world;
  const head = await sim.master.store.head();
  for (const branch of branches) {
    const theirs = await sim.master.store.digests(branch.branchId);
    const { pending, syncing, failed } = branch.store.SyncLog.getSyncLogStats();
    if (pending + syncing + failed > 0)
      return `${branch.name} still has ${pending} pending, ${syncing} syncing, ${failed} failed`;
    const { cursor } = branch.store.sync.facts();
    if (cursor !== head) return `${branch.name} has read to ${cursor} of ${head}`;
    const ours = await branch.store.sync.digests();
    for (const { modelName, count, digest } of theirs) {
      const mine = ours.find((model) => model.modelName === modelName);
      if (mine?.digest !== digest)
        return `${branch.name} differs in ${modelName}: ${mine?.count ?? 0} here, ${count} at head office\n${showDifference(sim, branch, modelName)}`;
    }
    const trouble = findDisorder(branch);
    if (trouble !== undefined) return trouble;
  }
  const putAway = world.clones.map((clone) => clone.branch);
  return (
    findUntruth(sim, everyInstallation(world)) ??
    findUntoldConflict(sim, branches) ??
    findLostValue(ledger, sim, branches, putAway)
  );
}

function findDisorder(branch: SimBranch): string | undefined {
  const { context, SyncLog } = branch.store;
  const dangling = context.db.pragma('foreign_key_check');
  if (Array.isArray(dangling) && dangling.length > 0)
    return `${branch.name} has ${dangling.length} records that refer to nothing`;
  for (const kept of ['sync_shadows', 'parked_changes']) {
    const n = context.prepare<{ n: number }>(`select count(*) as n from ${kept}`).get()?.n ?? 0;
    if (n > 0) return `${branch.name} still keeps ${n} ${kept}`;
  }
  const waiting = findWaitingForNothing(branch);
  if (waiting !== undefined) return waiting;
  const counted = context.prepare<{ n: number }>('select count(*) as n from sync_logs').get()?.n;
  const { total } = SyncLog.getSyncLogStats();
  if (counted !== total) return `${branch.name} counts ${total} logs where there are ${counted}`;
  const miscounted = findMiscountedBlock(branch.store);
  if (miscounted !== undefined) return `${branch.name} counts the blocks of its log wrongly: ${miscounted}`;
  return findTorn(branch);
}

/** A change that waits behind one that is not refused: nothing would ever let it go (I9). */
export function findWaitingForNothing(branch: SimBranch): string | undefined {
  // Past the process, which may be dead.
  const row = statementCacheOf(branch.store.context.db)<{ id: number; held_by: number }>(
    `select id, held_by from sync_logs where held_by is not null and held_by not in (select id from sync_logs where sync_status = 'failed') limit 1`,
  ).get();
  return row && `${branch.name} lets change ${row.id} wait behind ${row.held_by}, which is not refused`;
}

/** What a head office that is too old must not judge at all: such a change waits until it is upgraded, and is never refused for it (I6). */
export function findRefusedForVersion(branch: SimBranch): string | undefined {
  const row = statementCacheOf(branch.store.context.db)<{ model_name: string; error_code: string }>(
    `select model_name, error_code from sync_logs
        where sync_status = 'failed' and error_code in ('unknown-model', 'invalid-record', 'upgrade-required') limit 1`,
  ).get();
  return row && `${branch.name} was refused a ${row.model_name} as ${row.error_code}`;
}

/** The records of a model that are not the same, one of each. */
function showDifference(sim: SimMaster, branch: SimBranch, modelName: string): string {
  const sql = `select * from ${branch.store.models.get(modelName).table} order by id`;
  const theirs = new Set(
    sim.disk.db
      .prepare<[], object>(sql)
      .all()
      .map((row) => JSON.stringify(row)),
  );
  const ours = new Set(
    branch.store.context.db
      .prepare<[], object>(sql)
      .all()
      .map((row) => JSON.stringify(row)),
  );
  const only = (here: Set<string>, there: Set<string>): string => [...here].find((row) => !there.has(row)) ?? 'nothing';
  return `  only here: ${only(ours, theirs)}\n  only there: ${only(theirs, ours)}`;
}
