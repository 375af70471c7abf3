import type { StoreContext } from '../context.ts';
import type { Trx } from '../unit-of-work.ts';
import { countMoved } from './counters.ts';
import { findNewerPending } from './fold.ts';
import { isSendable, type LogSqlRow } from './rows.ts';
import { giveWay } from './set-aside.ts';
import { findOpenLogs } from './unsettled.ts';

interface Refusal {
  readonly code: string;
  readonly message: string;
}

/**
 * Refuses here what can never be sent, so that it is seen and holds back nothing but what depends on it (I5). What was saved with a damaged log stays with it, as it does where head office
 * refuses (I10); an edit of the same record that waits behind one takes its place (I8). One that waits behind an earlier change of its record waits for the answer to that: the two could
 * not both be pending again (I2). Returns how many were not left waiting.
 */
export function failUnsendable(context: StoreContext, trx: Trx, rows: readonly LogSqlRow[]): number {
  const first = rows.filter((row) => !waitsForEarlier(context, row));
  for (const row of first) {
    if (isSendable(row)) failVanished(context, trx, row);
    else failDamaged(context, trx, row);
  }
  if (first.length > 0) trx.topics.add('status').add('logs');
  return first.length;
}

function waitsForEarlier(context: StoreContext, row: LogSqlRow): boolean {
  return findOpenLogs(context, row.model_name, row.model_id).some((log) => log.id < row.id);
}

/** A record that vanished without a delete is our defect: its log fails and says so, and stays in sight. */
function failVanished(context: StoreContext, trx: Trx, row: LogSqlRow): void {
  context.logger.error('A logged record is gone although no delete was logged', {
    model: row.model_name,
    logId: row.id,
  });
  const message = context.findTable(row.model_name)
    ? 'The record is gone from this branch although no delete was recorded. This is a defect of SyncLog: please send the log to support.'
    : `This version of the app has no model ${row.model_name}. Install the version that recorded it, then retry.`;
  fail(context, trx, row, { code: 'record-vanished', message });
}

function failDamaged(context: StoreContext, trx: Trx, row: LogSqlRow): void {
  context.logger.error('A row of the log is damaged, so it cannot be sent', { model: row.model_name, logId: row.id });
  const message =
    row.action === 'delete'
      ? "What was kept of this removal is damaged, so it cannot be sent. Take head office's version, then remove the record again."
      : "What was kept of this change is damaged, so it cannot be sent as it is. The record itself is what it was. Edit the record, and all of it is sent; or take head office's version.";
  failOrGiveWay(context, trx, row, { code: 'change-unreadable', message });
  const together = `Not sent, because the ${row.model_name} that was saved with it cannot be: ${message}`;
  for (const other of pendingWith(context, row))
    if (isSendable(other)) failOrGiveWay(context, trx, other, { code: 'group-refused', message: together });
}

function pendingWith(context: StoreContext, { id, transaction_id }: LogSqlRow): LogSqlRow[] {
  return context
    .prepare<LogSqlRow>(
      `select * from sync_logs where sync_status = 'pending' and transaction_id is not null and transaction_id = ? and id <> ?`,
    )
    .all(transaction_id, id);
}

function failOrGiveWay(context: StoreContext, trx: Trx, row: LogSqlRow, refusal: Refusal): void {
  const newer = findNewerPending(context, row);
  if (newer) giveWay(context, trx, row, newer);
  else fail(context, trx, row, refusal);
}

function fail(context: StoreContext, trx: Trx, row: LogSqlRow, { code, message }: Refusal): void {
  context
    .prepare(
      `update sync_logs set sync_status = 'failed', error_code = ?, error_field = null, error_message = ?, held_by = null, updated_at = ? where id = ?`,
    )
    .run(code, message, trx.now, row.id);
  countMoved(trx.counters, row, { sync_status: 'failed' });
}
