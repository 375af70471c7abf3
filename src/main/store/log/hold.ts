import type { StoreContext } from '../context.ts';
import type { Trx } from '../unit-of-work.ts';
import { createClaimGraph, type Blocker, type ClaimNode } from './claim-graph.ts';
import { orderByDependency } from './dependency-order.ts';
import { mostHeldAtOnce } from './released.ts';
import type { LogSqlRow } from './rows.ts';
import { releaseHeldBy } from './unsettled.ts';

type HoldTrx = Pick<Trx, 'now' | 'topics' | 'released'>;

/** Dependencies come first in the order, so what they wait for is known by now, and is passed on to what refers to them. */
export function findBlocker(component: readonly ClaimNode[]): Blocker | undefined {
  const blockers = component.flatMap((node) => [node, ...node.dependsOn].flatMap((inner) => inner.blockedBy ?? []));
  return blockers.find((blocker) => blocker.heldBy !== null) ?? blockers[0];
}

/** Marks the component's logs as waiting behind a refused one. Returns how many were not marked so before. */
export function hold(context: StoreContext, trx: HoldTrx, component: readonly ClaimNode[], blocker: Blocker): number {
  for (const node of component) node.blockedBy = blocker;
  if (blocker.heldBy === null) return 0;
  trx.topics.add('status').add('logs');
  const ids = component.flatMap((node) => node.rows.map((row) => row.id));
  return context
    .prepare(`update sync_logs set held_by = ? where id in (select value from json_each(?)) and held_by is not ?`)
    .run(blocker.heldBy, JSON.stringify(ids), blocker.heldBy).changes;
}

/**
 * At the end of a transaction: what waited behind a refused log until then may wait behind another one, or behind the same one still; a person who is offline must not
 * be told otherwise until the next claim. And where something waits behind it no longer, others may have waited only by way of that (I5).
 */
export function holdReleased(context: StoreContext, trx: HoldTrx): void {
  const { ids, loosened } = trx.released;
  const done = new Set<number>();
  while (ids.size > 0) {
    // So many are left to the next claim.
    if (ids.size <= mostHeldAtOnce) holdAgain(context, trx, [...ids]);
    ids.clear();
    for (const [id, heldBy] of loosened) {
      if (done.has(heldBy) || isHeldBy(context, id, heldBy)) continue;
      done.add(heldBy);
      releaseHeldBy(context, trx, heldBy);
    }
    loosened.clear();
  }
}

function holdAgain(context: StoreContext, trx: HoldTrx, ids: readonly number[]): void {
  const rows = context
    .prepare<LogSqlRow>(
      `select * from sync_logs where sync_status = 'pending' and held_by is null and id in (select value from json_each(?)) order by id`,
    )
    .all(JSON.stringify(ids));
  const { candidates } = createClaimGraph(context, trx.now, rows);
  for (const component of orderByDependency(candidates, (node) => node.dependsOn)) {
    const blocker = findBlocker(component);
    if (blocker) hold(context, trx, component, blocker);
  }
}

function isHeldBy(context: StoreContext, id: number, heldBy: number): boolean {
  return context.prepare('select 1 from sync_logs where id = ? and held_by = ?').get(id, heldBy) !== undefined;
}
