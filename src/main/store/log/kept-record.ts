import type { RecordRow } from '../../../shared/record.ts';
import type { StoreContext } from '../context.ts';
import type { SyncLogRow } from '../../../shared/sync-log.ts';
import { parseData, toLogRow, type LogSqlRow } from './rows.ts';

/** A record as it is written into the log's `data`. */
export function keepRecord(context: StoreContext, modelName: string, record: RecordRow): string {
  return JSON.stringify(context.vault.seal(modelName, record));
}

/** What the log keeps of its record; null where it keeps nothing. What cannot be decrypted any more is taken from the record itself, where that still exists. */
export function keptRecord(
  context: StoreContext,
  row: Pick<LogSqlRow, 'data' | 'model_name' | 'model_id'>,
): RecordRow | null {
  const kept = parseData(row.data);
  if (kept === null) return null;
  const { record, lost } = context.vault.open(row.model_name, kept);
  if (lost.length === 0) return record;
  const current = context.findTable(row.model_name)?.find(row.model_id);
  return { ...record, ...Object.fromEntries(lost.map((field) => [field, current?.[field] ?? null])) };
}

/** A row of the log as screens and programs see it. */
export function openLogRow(context: StoreContext, row: LogSqlRow): SyncLogRow {
  return toLogRow(row, keptRecord(context, row));
}
