import type { Settlement, Told } from '../../sync/sync-store.ts';
import type { StoreContext } from '../context.ts';
import { writeFact } from '../facts.ts';
import { keepTold } from '../told.ts';
import type { Trx, UnitOfWork } from '../unit-of-work.ts';
import { referencesIn } from './claim-graph.ts';
import { complete, lookAround, type Accepted } from './complete.ts';
import { countMoved } from './counters.ts';
import { foldNewerInto, findNewerPending } from './fold.ts';
import { readPayloads } from './payload.ts';
import { introduces, type LogSqlRow } from './rows.ts';
import { findOpenLogs, releaseUnlessRefused } from './unsettled.ts';
import { findWayMade, type WayMade } from './way-made.ts';

type Refused = Extract<Settlement, { accepted: false }>;

export interface SettleOutcome {
  readonly confirmed: number;
  readonly refused: number;
  readonly held: number;
}

/**
 * Writes the master's answer into the log, in one transaction. Exactly the logs that were sent are settled (I11). Where a power cut takes it back they are `syncing`
 * still, so they are sent again in doubt, and the receipts of head office give the same answer (I7).
 */
export function settleBatch(
  context: StoreContext,
  units: UnitOfWork,
  settlements: readonly Settlement[],
  told: Told = {},
): SettleOutcome {
  // The right of the pull, because a record may fall back to what head office holds (see sync_shadows).
  return units.apply((trx) => {
    trx.topics.add('status').add('logs');
    keepTold(context, told);
    const sent = readSent(context, settlements);
    const accepted = settlements.filter((item): item is Accepted => item.accepted && sent.has(item.logId));
    const refused = settlements.filter((item): item is Refused => !item.accepted && sent.has(item.logId));
    const around = lookAround(context, [...sent.values()]);
    for (const item of accepted) complete(context, trx, sent.get(item.logId), item, around);
    const newest = accepted.findLast((item) => item.receipt)?.receipt;
    if (newest) writeFact(context, 'lastConfirmedAt', newest.confirmed_at);
    const way = findWayMade(
      context,
      accepted.flatMap((item) => sent.get(item.logId) ?? []),
    );
    way.reopen(trx);
    const outcome = refuse(context, trx, sent, refused, way);
    releaseUnlessRefused(context, [...sent.keys()]);
    for (const row of sent.values()) trx.topics.add(`records:${row.model_name}`);
    return { confirmed: accepted.length, ...outcome };
  }, 'crash');
}

function readSent(context: StoreContext, settlements: readonly Settlement[]): Map<number, LogSqlRow> {
  const rows = context
    .prepare<LogSqlRow>(
      `select * from sync_logs where sync_status = 'syncing' and id in (select value from json_each(?))`,
    )
    .all(JSON.stringify(settlements.map((item) => item.logId)));
  return new Map(rows.map((row) => [row.id, row]));
}

/** Decides for each refused log: it or one of its group edited meanwhile, or what was in its way gone with the same answer → tried again; refers to something that is refused or unsent → waits; else failed. */
function refuse(
  context: StoreContext,
  trx: Trx,
  sent: ReadonlyMap<number, LogSqlRow>,
  refused: readonly Refused[],
  way: WayMade,
): { readonly refused: number; readonly held: number } {
  const rows = refused.flatMap((item) => sent.get(item.logId) ?? []);
  const payloads = readPayloads(context, rows);
  const failing = new Map(refused.map((item) => [item.logId, item]));
  const byChange = new Map(rows.map((row) => [row.change_id, row.id]));
  const waits = new Map<number, number | null>();
  const culpritOf = (item: Refused): number =>
    item.causedBy === undefined ? item.logId : (byChange.get(item.causedBy) ?? item.logId);
  for (const item of refused) {
    const row = sent.get(item.logId);
    const record = payloads.get(item.logId);
    if (!row || !record || item.code !== 'missing-reference') continue;
    // What was refused for the same cause was refused together: nothing can wait behind a part of itself.
    const parent = findUnsentParent(context, row, record, (logId) => {
      const other = failing.get(logId);
      return other === undefined ? undefined : culpritOf(other) === culpritOf(item) ? 'together' : 'apart';
    });
    if (parent !== undefined) waits.set(item.logId, parent);
  }
  // An edit made meanwhile may be the repair, so everything that was refused together is tried again with it (I10).
  const edits = new Map(rows.map((row) => [row.id, findNewerPending(context, row)]));
  const again = new Set(refused.filter((item) => edits.get(item.logId)).map(culpritOf));
  for (const item of refused) if (way.frees(item.code, sent.get(item.logId)?.model_name ?? '')) again.add(item.logId);
  let failed = 0;
  let held = 0;
  for (const item of refused) {
    const row = sent.get(item.logId);
    if (!row) continue;
    const parent = waits.get(culpritOf(item));
    const newer = edits.get(row.id);
    if (newer) foldNewerInto(context, trx, row, newer);
    else if (again.has(culpritOf(item))) wait(context, trx, row, null);
    else if (parent !== undefined) {
      wait(context, trx, row, parent);
      held += 1;
    } else {
      failLog(context, trx, row, item);
      failed += 1;
    }
  }
  return { refused: failed, held };
}

/** The refused log this one must wait behind; null when its parent is merely unsent; undefined when the reference is wrong for good. */
function findUnsentParent(
  context: StoreContext,
  row: LogSqlRow,
  record: Parameters<typeof referencesIn>[2],
  refusal: (logId: number) => 'together' | 'apart' | undefined,
): number | null | undefined {
  let result: number | null | undefined;
  for (const [modelName, id] of referencesIn(context, row.model_name, record)) {
    for (const log of findOpenLogs(context, modelName, id).filter(introduces)) {
      const refused = refusal(log.id);
      if (refused === 'together') continue;
      if (refused === 'apart' || log.sync_status === 'failed') return log.id;
      result = null;
    }
  }
  return result;
}

function wait(context: StoreContext, trx: Trx, row: LogSqlRow, heldBy: number | null): void {
  context
    .prepare(
      `update sync_logs set sync_status = 'pending', in_doubt = 0, data = ?, held_by = ?, updated_at = ? where id = ?`,
    )
    .run(row.action === 'delete' ? row.data : null, heldBy, trx.now, row.id);
  countMoved(trx.counters, row, { sync_status: 'pending' });
}

function failLog(context: StoreContext, trx: Trx, row: LogSqlRow, item: Refused): void {
  context
    .prepare(
      `update sync_logs set sync_status = 'failed', in_doubt = 0, data = ?, error_code = ?, error_field = ?, error_message = ?, updated_at = ? where id = ?`,
    )
    .run(row.action === 'delete' ? row.data : null, item.code, item.field ?? null, item.message, trx.now, row.id);
  countMoved(trx.counters, row, { sync_status: 'failed' });
}
