import type { Action, RecordRow } from '../../../shared/record.ts';
import type { StoreContext } from '../context.ts';
import type { LogTrx } from '../unit-of-work.ts';
import { count, countLog, countMoved } from './counters.ts';
import type { CountedLog } from './log-blocks.ts';
import { keepRecord } from './kept-record.ts';
import { mergeChanges, staysWithItsGroup } from './merge.ts';
import { parseChangedFields, uniteLists, writeList, type LogSqlRow } from './rows.ts';
import { isSetAside, makeGroupDue } from './set-aside.ts';
import { findUnsettled, freezeInFlight, pendingSql, releaseHeldBy } from './unsettled.ts';

/** One change of one record, as the repository makes it. */
export interface RecordChange {
  readonly modelName: string;
  readonly modelId: string;
  readonly action: Action;
  /** null = the whole record */
  readonly changedFields: readonly string[] | null;
  /** The record before the change; undefined for a create. */
  readonly before: RecordRow | undefined;
  /** The record was made just now, so no log of it can exist. */
  readonly fresh: boolean;
  /** The conflicts of the record that a person decided with it. */
  readonly resolves?: readonly string[];
}

/**
 * Writes the change into `sync_logs` in the transaction of the change itself (I1), into the record's open log where there is one (I2).
 * @throws whatever SQLite says: then the record is not saved either
 */
export function recordChange(context: StoreContext, trx: LogTrx, change: RecordChange): void {
  trx.topics.add('logs').add('status');
  if (change.fresh) return insertLog(context, trx, change, null);
  const unsettled = findUnsettled(context, change.modelName, change.modelId);
  // I11: what is on its way keeps the content it was sent with; this change gets a row of its own, which goes after it.
  if (change.before) freezeInFlight(context, unsettled, change.before);
  const open =
    unsettled.find((row) => row.sync_status === 'failed') ??
    findOpen(context, change.modelName, change.modelId) ??
    unsettled.find(isSetAside);
  if (!open) return insertLog(context, trx, change, baseVersion(context, change));
  mergeInto(context, trx, open, change);
}

function findOpen(context: StoreContext, modelName: string, modelId: string): LogSqlRow | undefined {
  return context
    .prepare<LogSqlRow>(`select * from sync_logs where model_name = ? and model_id = ? and ${pendingSql}`)
    .get(modelName, modelId);
}

function baseVersion(context: StoreContext, change: RecordChange): number | null {
  if (change.action === 'create') return null;
  return (
    context
      .prepare<{ seen: number }>('select seen from sync_records where model_name = ? and model_id = ?')
      .get(change.modelName, change.modelId)?.seen ?? null
  );
}

/** A change that no open log has yet, as against one that only takes another place in the queue. */
function insertLog(context: StoreContext, trx: LogTrx, change: RecordChange, base: number | null): void {
  count(trx.counters, 'recorded');
  writeLog(context, trx, change, base);
}

function writeLog(
  context: StoreContext,
  trx: LogTrx,
  change: RecordChange,
  base: number | null,
  resolves: readonly string[] = change.resolves ?? [],
): void {
  const { lastInsertRowid } = context
    .prepare(
      `insert into sync_logs (model_name, model_id, action, sync_status, data, change_id, changed_fields, transaction_id, base_version,
        payload_version, hlc, resolves, created_at, updated_at) values (?, ?, ?, 'pending', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      change.modelName,
      change.modelId,
      change.action,
      change.action === 'delete' && change.before ? keepRecord(context, change.modelName, change.before) : null,
      context.newId(),
      change.changedFields === null ? null : JSON.stringify(change.changedFields),
      trx.transactionId,
      base,
      context.schema.version,
      trx.hlc,
      writeList(resolves),
      trx.now,
      trx.now,
    );
  const id = Number(lastInsertRowid);
  trx.counters.firstLog ??= id;
  countLog(trx.counters, { id, model_name: change.modelName, action: change.action, sync_status: 'pending' }, 1);
}

function mergeInto(context: StoreContext, trx: LogTrx, open: LogSqlRow, change: RecordChange): void {
  const mine = { action: open.action, changedFields: parseChangedFields(open.changed_fields) };
  // What head office may hold does not vanish here with its removal: that goes out.
  const merged =
    mergeChanges(mine, change) ?? (open.in_doubt === 1 ? { action: change.action, changedFields: null } : null);
  const resolves = uniteLists(open.resolves, change.resolves);
  if (open.sync_status === 'failed') reopenGroup(context, trx, open);
  if (open.held_by !== null) loosen(trx, open.id, open.held_by);
  if (open.in_doubt === 1) makeGroupDue(context, open);
  const reopened = { ...open, sync_status: 'pending' as const };
  if (merged === null || merged.action === 'delete') {
    // A delete goes to the end of the queue: records that referred to this one may have been changed after its log was begun.
    context.prepare('delete from sync_logs where id = ?').run(open.id);
    countLog(trx.counters, reopened, -1);
    if (merged) writeLog(context, trx, change, open.base_version, resolves);
    return;
  }
  context
    .prepare(
      `update sync_logs set action = ?, changed_fields = ?, data = null, transaction_id = ?, hlc = ?, change_id = ?, payload_version = ?, resolves = ?,
        sync_attempts = 0, in_doubt = 0, error_code = null, error_message = null, next_attempt_at = null, held_by = null, updated_at = ? where id = ?`,
    )
    .run(
      merged.action,
      merged.changedFields === null ? null : JSON.stringify(merged.changedFields),
      staysWithItsGroup(mine, merged) ? open.transaction_id : trx.transactionId,
      trx.hlc,
      // Other content is another change: under the old name the master could take it for what it judged before (I7).
      open.sync_attempts > 0 ? context.newId() : open.change_id,
      context.schema.version,
      writeList(resolves),
      trx.now,
      open.id,
    );
  countMoved(trx.counters, reopened, { action: merged.action });
}

/** What was changed may wait behind the refused log no longer. */
function loosen({ released }: ReopenTrx, logId: number, heldBy: number): void {
  released.ids.add(logId);
  released.loosened.set(logId, heldBy);
}

/** An edit of a refused record may be its repair: it is pending again, with everything that was refused together with it (I10). */
export function reopenGroup(
  context: StoreContext,
  trx: ReopenTrx,
  open: Pick<LogSqlRow, 'id' | 'transaction_id'>,
): number {
  const failed = `select id, model_name, action, sync_status from sync_logs where sync_status = 'failed'`;
  const rows =
    open.transaction_id === null
      ? context.prepare<CountedLog>(`${failed} and id = ?`).all(open.id)
      : context
          .prepare<CountedLog>(`${failed} and transaction_id is not null and transaction_id = ?`)
          .all(open.transaction_id);
  for (const row of rows) {
    context
      .prepare(
        `update sync_logs set sync_status = 'pending', in_doubt = 0, error_code = null, error_field = null, error_message = null, next_attempt_at = null,
          held_by = null, updated_at = ? where id = ?`,
      )
      .run(trx.now, row.id);
    countMoved(trx.counters, row, { sync_status: 'pending' });
    releaseHeldBy(context, trx, row.id);
  }
  return rows.length;
}

type ReopenTrx = Pick<LogTrx, 'now' | 'counters' | 'released'>;
