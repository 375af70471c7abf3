import type { Settlement, Told } from '../../sync/sync-store.ts';
import type { StoreContext } from '../context.ts';
import { writeFact } from '../facts.ts';
import { noteVersion } from '../record-versions.ts';
import { settleShadow } from '../shadow.ts';
import { keepTold } from '../told.ts';
import { noteHeld } from '../unbacked.ts';
import type { Trx, UnitOfWork } from '../unit-of-work.ts';
import { referencesIn } from './claim-graph.ts';
import { count } from './counters.ts';
import { foldNewerInto, findNewerPending } from './fold.ts';
import { readPayloads } from './payload.ts';
import { introduces, parseChangedFields, type LogSqlRow } from './rows.ts';
import { findOpenLogs, releaseUnlessRefused } from './unsettled.ts';

type Accepted = Extract<Settlement, { accepted: true }>;
type Refused = Extract<Settlement, { accepted: false }>;

export interface SettleOutcome {
  readonly confirmed: number;
  readonly refused: number;
  readonly held: number;
}

/** Writes the master's answer into the log, in one transaction. Exactly the logs that were sent are settled (I11). */
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
    for (const item of accepted) complete(context, trx, sent.get(item.logId), item);
    const outcome = refuse(context, trx, sent, refused);
    releaseUnlessRefused(context, [...sent.keys()]);
    for (const row of sent.values()) trx.topics.add(`records:${row.model_name}`);
    return { confirmed: accepted.length, ...outcome };
  });
}

function readSent(context: StoreContext, settlements: readonly Settlement[]): Map<number, LogSqlRow> {
  const rows = context
    .prepare<LogSqlRow>(
      `select * from sync_logs where sync_status = 'syncing' and id in (select value from json_each(?))`,
    )
    .all(JSON.stringify(settlements.map((item) => item.logId)));
  return new Map(rows.map((row) => [row.id, row]));
}

function complete(context: StoreContext, trx: Trx, row: LogSqlRow | undefined, item: Accepted): void {
  if (!row) return;
  context
    .prepare(
      `update sync_logs set sync_status = 'completed', in_doubt = 0, error_code = null, error_field = null, error_message = null, receipt = ?, updated_at = ? where id = ?`,
    )
    .run(item.receipt && JSON.stringify(item.receipt), trx.now, row.id);
  count(trx.counters, 'syncing', -1);
  count(trx.counters, 'completed', 1);
  count(trx.counters, 'confirmed', 1);
  if (!item.receipt) return;
  const { sequence, version, confirmed_at: confirmedAt } = item.receipt;
  // What was sent is what head office holds now, so whoever sees it has seen that version; else the rest is still to be pulled.
  const seen = item.status === 'applied' || item.altered === false;
  noteVersion(context, row.model_name, row.model_id, { version, seen: seen ? version : 0 });
  noteHeld(context, {
    modelName: row.model_name,
    modelId: row.model_id,
    sequence,
    transactionId: row.transaction_id,
    changedFields: row.action === 'update' ? parseChangedFields(row.changed_fields) : null,
    hlc: row.hlc,
  });
  // An edit made meanwhile was made upon what has just been confirmed, unless the master changed it on the way.
  if (item.status === 'applied') {
    context
      .prepare(
        `update sync_logs set base_version = ? where model_name = ? and model_id = ? and sync_status = 'pending' and in_doubt = 0
          and coalesce(base_version, 0) < ?`,
      )
      .run(version, row.model_name, row.model_id, version);
  }
  settleShadow(context, row.model_name, row.model_id, version);
  writeFact(context, 'lastConfirmedAt', confirmedAt);
}

/** Decides for each refused log: edited meanwhile → tried again with the edit; refers to something that is refused or unsent → waits; else failed. */
function refuse(
  context: StoreContext,
  trx: Trx,
  sent: ReadonlyMap<number, LogSqlRow>,
  refused: readonly Refused[],
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
  let failed = 0;
  let held = 0;
  for (const item of refused) {
    const row = sent.get(item.logId);
    if (!row) continue;
    const parent = waits.get(culpritOf(item));
    const newer = findNewerPending(context, row);
    if (newer) foldNewerInto(context, trx, row, newer);
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
  count(trx.counters, 'syncing', -1);
  count(trx.counters, 'pending', 1);
}

function failLog(context: StoreContext, trx: Trx, row: LogSqlRow, item: Refused): void {
  context
    .prepare(
      `update sync_logs set sync_status = 'failed', in_doubt = 0, data = ?, error_code = ?, error_field = ?, error_message = ?, updated_at = ? where id = ?`,
    )
    .run(row.action === 'delete' ? row.data : null, item.code, item.field ?? null, item.message, trx.now, row.id);
  count(trx.counters, 'syncing', -1);
  count(trx.counters, 'failed', 1);
}
