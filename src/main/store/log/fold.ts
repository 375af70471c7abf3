import type { StoreContext } from '../context.ts';
import type { Trx } from '../unit-of-work.ts';
import { countLog, countMoved } from './counters.ts';
import { mergeChanges, staysWithItsGroup } from './merge.ts';
import { parseChangedFields, uniteLists, writeList, type LogSqlRow } from './rows.ts';
import { pendingSql, releaseHeldBy } from './unsettled.ts';

/** The edit of the same record that was made while this log was on its way. */
export function findNewerPending(context: StoreContext, row: LogSqlRow): LogSqlRow | undefined {
  return context
    .prepare<LogSqlRow>(`select * from sync_logs where model_name = ? and model_id = ? and ${pendingSql} and id > ?`)
    .get(row.model_name, row.model_id, row.id);
}

/**
 * Makes one pending log of a log that came back undelivered (`syncing` until now) and the newer edit of the same record: the index allows only one (I2),
 * and the edit may be what repairs a refusal.
 */
export function foldNewerInto(context: StoreContext, trx: Trx, row: LogSqlRow, newer: LogSqlRow): void {
  const older = { action: row.action, changedFields: parseChangedFields(row.changed_fields) };
  const merged = mergeChanges(older, { action: newer.action, changedFields: parseChangedFields(newer.changed_fields) });
  // A delete keeps its place at the end of the queue; everything else keeps the place of the older log, which others may wait for.
  const kept = merged?.action === 'delete' ? newer : row;
  const dropped = kept === row ? newer : row;
  context.prepare('delete from sync_logs where id = ?').run(dropped.id);
  countLog(trx.counters, dropped, -1);
  releaseHeldBy(context, trx, dropped.id);
  if (merged === null) {
    context.prepare('delete from sync_logs where id = ?').run(kept.id);
    countLog(trx.counters, kept, -1);
    return;
  }
  context
    .prepare(
      `update sync_logs set action = ?, sync_status = 'pending', in_doubt = 0, sync_attempts = 0, data = ?, changed_fields = ?, transaction_id = ?,
        base_version = ?, change_id = ?, hlc = ?, resolves = ?, error_code = null, error_field = null, error_message = null, next_attempt_at = null, updated_at = ? where id = ?`,
    )
    .run(
      merged.action,
      merged.action === 'delete' ? newer.data : null,
      merged.changedFields === null ? null : JSON.stringify(merged.changedFields),
      staysWithItsGroup(older, merged) ? row.transaction_id : newer.transaction_id,
      row.base_version,
      context.newId(),
      newer.hlc,
      writeList(uniteLists(row.resolves, parseChangedFields(newer.resolves) ?? [])),
      trx.now,
      kept.id,
    );
  countMoved(trx.counters, kept, { sync_status: 'pending', action: merged.action });
}
