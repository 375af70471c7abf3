import type { LogFilter } from '../../../shared/ipc/logs.ts';
import type { SyncLogRow } from '../../../shared/sync-log.ts';
import type { StoreContext } from '../context.ts';
import { readStats } from './counters.ts';
import { toLogRow, type LogSqlRow } from './rows.ts';

/** Logs that match, newest first, before the log with this id; and how many match in all. */
export function searchLogs(
  context: StoreContext,
  filter: LogFilter,
  before: number | null,
  limit: number,
): { readonly rows: SyncLogRow[]; readonly total: number } {
  const parts: string[] = [];
  const bindings: (string | number)[] = [];
  const add = (sql: string, ...values: (string | number)[]): void => {
    parts.push(sql);
    bindings.push(...values);
  };
  // The statuses with a partial index repeat its condition word for word.
  if (filter.status === 'pending') add(`sync_status = 'pending'`);
  else if (filter.status === 'completed') add(`sync_status = 'completed'`);
  else if (filter.status)
    add(`(sync_status = 'syncing' or sync_status = 'failed' or in_doubt = 1) and sync_status = ?`, filter.status);
  if (filter.model) add('model_name = ?', filter.model);
  if (filter.action) add('action = ?', filter.action);
  if (filter.from) add('created_at >= ?', filter.from);
  if (filter.to) add('created_at < ?', filter.to);
  const text = filter.text?.trim();
  if (text) {
    const pattern = `%${text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
    add(
      `(model_id like ? escape '\\' or model_name like ? escape '\\' or error_message like ? escape '\\')`,
      pattern,
      pattern,
      pattern,
    );
  }
  const where = (conditions: readonly string[]): string =>
    conditions.length > 0 ? ` where ${conditions.join(' and ')}` : '';
  const onlyStatus = parts.length === 0 || (parts.length === 1 && filter.status !== undefined);
  const stats = readStats(context);
  const total = onlyStatus
    ? stats[filter.status ?? 'total']
    : (context.prepare<{ n: number }>(`select count(*) as n from sync_logs${where(parts)}`).get(...bindings)?.n ?? 0);
  if (before !== null) add('id < ?', before);
  const rows = context
    .prepare<LogSqlRow>(`select * from sync_logs${where(parts)} order by id desc limit ?`)
    .all(...bindings, limit)
    .map(toLogRow);
  return { rows, total };
}
