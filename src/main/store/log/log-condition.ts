import type { LogFilter } from '../../../shared/ipc/logs.ts';

/** Parts of a condition that must all hold, and their values in order. */
export interface LogCondition {
  readonly parts: readonly string[];
  readonly bindings: readonly (string | number)[];
}

/** The condition of a filter over `sync_logs`. The statuses with a partial index repeat its condition word for word, or SQLite walks the table instead. */
export function logCondition(filter: LogFilter): LogCondition {
  const parts: string[] = [];
  const bindings: (string | number)[] = [];
  const add = (sql: string, ...values: (string | number)[]): void => {
    parts.push(sql);
    bindings.push(...values);
  };
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
  return { parts, bindings };
}

export function whereAll(parts: readonly string[]): string {
  return parts.length > 0 ? ` where ${parts.join(' and ')}` : '';
}

/** Whether nothing but the status is asked for, which the counters know. */
export function onlyByStatus({ status: _status, text, ...others }: LogFilter): boolean {
  return !text?.trim() && Object.values(others).every((value) => value === undefined || value === '');
}
