import type { LogFilter } from '../../src/shared/ipc/logs.ts';
import type { SyncLogRow } from '../../src/shared/sync-log.ts';

/** What a filter of the Sync log means, by reading every row. */
export function meantBy(filter: LogFilter, all: readonly SyncLogRow[]): SyncLogRow[] {
  const text = filter.text?.trim().toLowerCase() ?? '';
  const plainText = text.replaceAll(' ', '');
  const isId = /^[0-9a-f-]{8,}$/.test(text);
  const isStart = isId && all.some((row) => row.model_id.startsWith(text));
  const names = ({ model_id: id }: SyncLogRow): boolean => isId && (isStart ? id.startsWith(text) : id.includes(text));
  return all.filter(
    (row) =>
      (!filter.status || row.sync_status === filter.status) &&
      (!filter.model || row.model_name === filter.model) &&
      (!filter.action || row.action === filter.action) &&
      (!filter.from || row.created_at >= filter.from) &&
      (!filter.to || row.created_at < filter.to) &&
      (text === '' ||
        row.model_name.toLowerCase().includes(plainText) ||
        names(row) ||
        (row.sync_status === 'failed' && (row.error_message ?? '').toLowerCase().includes(text))),
  );
}
