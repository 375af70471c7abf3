import type { Batch, ClaimLimits } from '../../sync/sync-store.ts';
import type { StoreContext } from '../context.ts';
import type { Trx, UnitOfWork } from '../unit-of-work.ts';
import { createClaimGraph, referencesOf, type Blocker, type ClaimNode } from './claim-graph.ts';
import { count } from './counters.ts';
import { orderByDependency } from './dependency-order.ts';
import { toChange, type ClaimedRow } from './payload.ts';
import { introduces, type LogSqlRow } from './rows.ts';

/**
 * Takes the oldest due changes: whole groups (I10), each after what it refers to (I9), and marks them `syncing` in the same transaction in which
 * their records are read (I11). What depends on a refused change is marked as waiting behind it instead.
 */
export function claimBatch(context: StoreContext, units: UnitOfWork, limits: ClaimLimits): Batch | null {
  for (;;) {
    const { batch, lookFurther } = units.change((trx) => claimOnce(context, trx, limits));
    if (batch || !lookFurther) return batch;
  }
}

function claimOnce(
  context: StoreContext,
  trx: Trx,
  limits: ClaimLimits,
): { readonly batch: Batch | null; readonly lookFurther: boolean } {
  const graph = createClaimGraph(context, trx.now, limits.maxChanges);
  const components = orderByDependency(graph.candidates, (node) => node.dependsOn);
  let aside = fail(context, trx, graph.vanished);
  const chosen: ClaimedRow[] = [];
  let bytes = 0;
  for (const component of components) {
    const blocker = findBlocker(component);
    if (blocker) {
      aside += setAside(context, trx, component, blocker);
      continue;
    }
    const rows = asGroup(context, component);
    const weight = component.reduce((sum, node) => sum + node.bytes, 0);
    // What comes later may depend on what does not fit, so the batch ends here. A group that is too large by itself goes alone.
    if (chosen.length > 0 && (chosen.length + rows.length > limits.maxChanges || bytes + weight > limits.maxBytes))
      break;
    chosen.push(...rows);
    bytes += weight;
  }
  // When all that was looked at has been put aside, there may be others further down the queue.
  if (chosen.length === 0) return { batch: null, lookFurther: aside > 0 };
  markSyncing(context, trx, chosen);
  return {
    batch: { items: chosen.map((row) => ({ logId: row.id, change: toChange(context, row) })), bytes },
    lookFurther: false,
  };
}

/** Dependencies come first in the order, so what they wait for is known by now, and is passed on to what refers to them. */
function findBlocker(component: readonly ClaimNode[]): Blocker | undefined {
  const blockers = component.flatMap((node) => [node, ...node.dependsOn].flatMap((inner) => inner.blockedBy ?? []));
  return blockers.find((blocker) => blocker.heldBy !== null) ?? blockers[0];
}

/** Marks the component's logs as waiting behind a refused one. Returns how many were not marked so before. */
function setAside(context: StoreContext, trx: Trx, component: readonly ClaimNode[], blocker: Blocker): number {
  for (const node of component) node.blockedBy = blocker;
  if (blocker.heldBy === null) return 0;
  trx.topics.add('status').add('logs');
  const ids = component.flatMap((node) => node.rows.map((row) => row.id));
  return context
    .prepare(`update sync_logs set held_by = ? where id in (select value from json_each(?)) and held_by is not ?`)
    .run(blocker.heldBy, JSON.stringify(ids), blocker.heldBy).changes;
}

/** The component's rows under one transaction id: groups that depend on each other travel as one (I10). Each comes after those it refers to, else in the order of the queue. */
function asGroup(context: StoreContext, component: readonly ClaimNode[]): ClaimedRow[] {
  const queued = component.flatMap((node) => node.rows).sort((a, b) => a.id - b.id);
  const introduced = new Map(queued.filter(introduces).map((row) => [`${row.model_name} ${row.model_id}`, row]));
  const rows = orderByDependency(queued, (row) =>
    referencesOf(context, row).flatMap(([modelName, id]) => introduced.get(`${modelName} ${id}`) ?? []),
  ).flat();
  const transactionId =
    rows.length > 1 ? (component.find((node) => node.transactionId)?.transactionId ?? context.newId()) : null;
  return rows.map((row) => ({ ...row, transaction_id: transactionId }));
}

function markSyncing(context: StoreContext, trx: Trx, rows: readonly ClaimedRow[]): void {
  context
    .prepare(
      `update sync_logs set sync_status = 'syncing', sync_attempts = sync_attempts + 1, last_sync_attempt = ?, next_attempt_at = null,
        held_by = null, updated_at = ? where id in (select value from json_each(?))`,
    )
    .run(trx.now, trx.now, JSON.stringify(rows.map((row) => row.id)));
  count(trx.counters, 'pending', -rows.length);
  count(trx.counters, 'syncing', rows.length);
  trx.topics.add('status').add('logs');
}

/** A record that vanished without a delete is our defect: its log fails and says so, and stays in sight. */
function fail(context: StoreContext, trx: Trx, vanished: readonly LogSqlRow[]): number {
  for (const row of vanished) {
    context.logger.error('A logged record is gone although no delete was logged', {
      model: row.model_name,
      logId: row.id,
    });
    const message = context.findTable(row.model_name)
      ? 'The record is gone from this branch although no delete was recorded. This is a defect of SyncLog: please send the log to support.'
      : `This version of the app has no model ${row.model_name}. Install the version that recorded it, then retry.`;
    context
      .prepare(
        `update sync_logs set sync_status = 'failed', error_code = 'record-vanished', error_field = null, error_message = ?, updated_at = ? where id = ?`,
      )
      .run(message, trx.now, row.id);
  }
  count(trx.counters, 'pending', -vanished.length);
  count(trx.counters, 'failed', vanished.length);
  if (vanished.length > 0) trx.topics.add('status').add('logs');
  return vanished.length;
}
