import type { LogFilter } from '../../../shared/ipc/logs.ts';

/** Parts of a condition that must all hold, and their values in order. */
export interface LogCondition {
  readonly parts: readonly string[];
  readonly bindings: readonly (string | number)[];
}

/** The condition of a filter over `sync_logs`, of which these are the models. The statuses with a partial index repeat its condition word for word, or SQLite walks the table instead. */
export function logCondition(filter: LogFilter, models: readonly string[]): LogCondition {
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
    const found = textCondition(text, models);
    add(`(${found.parts.join(' or ')})`, ...found.bindings);
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

/** Text that can be part of a record's id; shorter, it would be found in most of them. */
const partOfId = /^[0-9a-f-]{4,36}$/i;

/** Any of these must hold. A reason is looked for only where there can be one, and an id only for what looks like one: the log may have a million rows. */
function textCondition(text: string, models: readonly string[]): LogCondition {
  const pattern = `%${text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  const parts = [
    `id in (select id from sync_logs indexed by sync_logs_unsettled
      where (sync_status = 'syncing' or sync_status = 'failed' or in_doubt = 1) and error_message like ? escape '\\')`,
  ];
  const bindings: string[] = [pattern];
  const plain = (name: string): string => name.replaceAll(/\s/g, '').toLowerCase();
  const named = models.filter((name) => plain(name).includes(plain(text)));
  if (named.length > 0) {
    parts.push(`model_name in (${named.map(() => '?').join(', ')})`);
    bindings.push(...named);
  }
  if (partOfId.test(text)) {
    parts.push(`model_id like ? escape '\\'`);
    bindings.push(pattern);
  }
  return { parts, bindings };
}

/** The index that holds what a filter can find, where SQLite would rather walk the whole log in its order. */
export function indexFor({ status }: LogFilter): string {
  return status === 'failed' || status === 'syncing' ? ' indexed by sync_logs_unsettled' : '';
}
