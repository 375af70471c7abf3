import type { HeldRecord } from '../sync/sync-store.ts';
import type { StoreContext } from './context.ts';
import { count } from './log/counters.ts';
import type { LogSqlRow } from './log/rows.ts';
import { releaseHeldBy } from './log/unsettled.ts';
import type { UnitOfWork } from './unit-of-work.ts';

/** A refused log and what was refused together with it. */
export function findRefusedGroup(context: StoreContext, logId: number): LogSqlRow[] {
  const failed = `select * from sync_logs where (sync_status = 'syncing' or sync_status = 'failed' or in_doubt = 1) and sync_status = 'failed'`;
  const row = context.prepare<LogSqlRow>(`${failed} and id = ?`).get(logId);
  if (!row) return [];
  return row.transaction_id === null
    ? [row]
    : context.prepare<LogSqlRow>(`${failed} and transaction_id = ?`).all(row.transaction_id);
}

/** Makes the records of a refused group what head office holds. What was typed is kept in `sync_given_up` (I16). Returns how many logs went. */
export function takeHeadOffice(
  context: StoreContext,
  units: UnitOfWork,
  logId: number,
  held: readonly HeldRecord[],
): number {
  return units.apply((trx) => {
    const group = findRefusedGroup(context, logId);
    for (const row of group) {
      const theirs = held.find((item) => item.modelName === row.model_name && item.modelId === row.model_id);
      const table = context.findTable(row.model_name);
      if (!theirs || !table) continue;
      const typed = row.data ?? JSON.stringify(table.find(row.model_id) ?? null);
      context
        .prepare(
          `insert into sync_given_up (model_name, model_id, action, changed_fields, data, error_code, error_message, at) values (?, ?, ?, ?, ?, ?, ?, ?)`,
        )
        .run(
          row.model_name,
          row.model_id,
          row.action,
          row.changed_fields,
          typed,
          row.error_code,
          row.error_message,
          trx.now,
        );
      if (theirs.record) table.upsert(theirs.record);
      else table.delete(row.model_id);
      context
        .prepare(
          `insert into sync_records (model_name, model_id, version) values (?, ?, ?)
            on conflict (model_name, model_id) do update set version = max(version, excluded.version)`,
        )
        .run(row.model_name, row.model_id, theirs.version);
      context
        .prepare('delete from sync_shadows where model_name = ? and model_id = ?')
        .run(row.model_name, row.model_id);
      context.prepare('delete from sync_logs where id = ?').run(row.id);
      count(trx.counters, 'failed', -1);
      releaseHeldBy(context, row.id);
      trx.topics.add(`records:${row.model_name}`);
    }
    trx.topics.add('logs').add('status');
    return group.length;
  });
}
