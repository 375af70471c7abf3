import { keyOf } from '../../../shared/record.ts';
import type { Batch, ClaimLimits } from '../../sync/sync-store.ts';
import type { StoreContext } from '../context.ts';
import type { Trx, UnitOfWork } from '../unit-of-work.ts';
import { createClaimGraph, findDue, referencesOf, type ClaimNode } from './claim-graph.ts';
import { countMoved } from './counters.ts';
import { orderByDependency } from './dependency-order.ts';
import { failUnsendable } from './fail-unsendable.ts';
import { findBlocker, hold } from './hold.ts';
import { toChange, type ClaimedRow } from './payload.ts';
import { introduces } from './rows.ts';

/** So many changes at the most are looked at and taken in one transaction; a person's question waits for one of these. Only a single group may be larger. */
const mostInOnePart = 250;

interface PartLimits extends ClaimLimits {
  /** Only changes behind this log are looked at: those up to it were found to wait for something. */
  readonly after: number;
  /** It joins what was taken before, so that nothing may exceed the limits: only a batch of its own may be larger. */
  readonly joins: boolean;
}

interface Part extends Batch {
  /** The next group is too large for this batch. */
  readonly last: boolean;
}

interface Look {
  /** Null where everything that was looked at waits for something. */
  readonly part: Part | null;
  /** The last log that was looked at, when the queue goes on behind it. */
  readonly goesOnAfter: number | null;
}

/**
 * Takes a batch in parts, each in a transaction of its own, and lets others in between. What a later part refers to is on its way in an earlier one, before it in the
 * batch (I9); a record that is edited between two parts is in the earlier one, and its edit waits for the next batch (I11).
 */
export async function claimBatch(context: StoreContext, units: UnitOfWork, limits: ClaimLimits): Promise<Batch | null> {
  const items: Batch['items'][number][] = [];
  let bytes = 0;
  let after = 0;
  while (items.length < limits.maxChanges && bytes < limits.maxBytes) {
    await context.yieldToOthers();
    const left = { maxChanges: limits.maxChanges - items.length, maxBytes: limits.maxBytes - bytes };
    const { part, goesOnAfter } = claimPart(context, units, { ...left, after, joins: items.length > 0 });
    if (part) {
      items.push(...part.items);
      bytes += part.bytes;
    }
    if (goesOnAfter === null || part?.last) break;
    // However many wait for what is not due yet: what can go is looked for behind them (I5).
    if (!part) after = goesOnAfter;
  }
  return items.length > 0 ? { items, bytes } : null;
}

/**
 * Takes the oldest due changes: whole groups (I10), each after what it refers to (I9), and marks them `syncing` in the same transaction in which
 * their records are read (I11). What depends on a refused change is marked as waiting behind it instead.
 */
function claimPart(context: StoreContext, units: UnitOfWork, limits: PartLimits): Look {
  for (;;) {
    // Nothing leaves before the position of its request is kept, and that commit keeps this one too (see `nextPosition`).
    const { look, lookAgain } = units.change((trx) => claimOnce(context, trx, limits), 'crash');
    if (!lookAgain) return look;
  }
}

function claimOnce(
  context: StoreContext,
  trx: Trx,
  limits: PartLimits,
): { readonly look: Look; readonly lookAgain: boolean } {
  const due = findDue(context, trx.now, { after: limits.after, limit: mostInOnePart });
  const goesOnAfter = due.length < mostInOnePart ? null : (due.at(-1)?.id ?? null);
  const graph = createClaimGraph(context, trx.now, due);
  // What refers to these was looked at as if they could go.
  if (failUnsendable(context, trx, graph.unsendable) > 0)
    return { look: { part: null, goesOnAfter: null }, lookAgain: true };
  const components = orderByDependency(graph.candidates, (node) => node.dependsOn);
  let aside = 0;
  const chosen: ClaimedRow[] = [];
  let bytes = 0;
  let last = false;
  for (const component of components) {
    const blocker = findBlocker(component);
    if (blocker) {
      aside += hold(context, trx, component, blocker);
      continue;
    }
    const rows = asGroup(context, component);
    const weight = component.reduce((sum, node) => sum + node.bytes, 0);
    // What comes later may depend on what does not fit, so the batch ends here. A group that is too large by itself goes alone.
    const changes = chosen.length + rows.length;
    if (chosen.length > 0 || limits.joins) {
      const tooLarge = changes > limits.maxChanges || bytes + weight > limits.maxBytes;
      last ||= tooLarge;
      if (tooLarge || (chosen.length > 0 && changes > mostInOnePart)) break;
    }
    chosen.push(...rows);
    bytes += weight;
  }
  // What has just been put aside is not looked at again, so others of the queue come into sight.
  if (chosen.length === 0)
    return { look: { part: null, goesOnAfter: last ? null : goesOnAfter }, lookAgain: aside > 0 };
  markSyncing(context, trx, chosen);
  const items = chosen.map((row) => ({ logId: row.id, change: toChange(context, row) }));
  return { look: { part: { items, bytes, last }, goesOnAfter }, lookAgain: false };
}

/** The component's rows under one transaction id: groups that depend on each other travel as one (I10). Each comes after those it refers to, else in the order of the queue. */
function asGroup(context: StoreContext, component: readonly ClaimNode[]): ClaimedRow[] {
  const queued = component.flatMap((node) => node.rows).sort((a, b) => a.id - b.id);
  const introduced = new Map(
    queued.filter(introduces).map((row) => [keyOf({ modelName: row.model_name, modelId: row.model_id }), row]),
  );
  const rows = orderByDependency(queued, (row) =>
    referencesOf(context, row).flatMap(([modelName, modelId]) => introduced.get(keyOf({ modelName, modelId })) ?? []),
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
  for (const row of rows) countMoved(trx.counters, row, { sync_status: 'syncing' });
  trx.topics.add('status').add('logs');
}
