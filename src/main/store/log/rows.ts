import { receiptSchema, type SyncLogRow } from '../../../shared/sync-log.ts';
import { recordSchema, type Action, type SyncStatus } from '../../../shared/record.ts';
import { z } from 'zod';

/** A row of `sync_logs` as SQLite holds it. */
export interface LogSqlRow {
  id: number;
  model_name: string;
  model_id: string;
  action: Action;
  sync_status: SyncStatus;
  sync_attempts: number;
  last_sync_attempt: string | null;
  error_message: string | null;
  error_code: string | null;
  error_field: string | null;
  data: string | null;
  change_id: string;
  changed_fields: string | null;
  transaction_id: string | null;
  base_version: number | null;
  payload_version: number;
  hlc: string;
  resolves: string | null;
  in_doubt: number;
  next_attempt_at: string | null;
  held_by: number | null;
  receipt: string | null;
  created_at: string;
  updated_at: string;
}

const fieldList = z.array(z.string());

/** Null also for a list that is damaged: as if the whole record had been changed. Nothing is sent by that, because such a log is refused here (see fail-unsendable.ts). */
export function parseChangedFields(text: string | null): string[] | null {
  return readJson(fieldList, text);
}

/** Both lists as one; `stored` as SQLite holds it. */
export function uniteLists(stored: string | null, more: readonly string[] = []): string[] {
  return [...new Set([...(parseChangedFields(stored) ?? []), ...more])];
}

/** As SQLite holds it; no list is null. */
export function writeList(list: readonly string[]): string | null {
  return list.length > 0 ? JSON.stringify(list) : null;
}

/** Null also where it is damaged: then the record itself says what it is. */
export function parseData(text: string | null): SyncLogRow['data'] {
  return readJson(recordSchema, text);
}

/** One damaged row must keep no other from being seen, sent or followed by an edit, so reading it never fails. */
function readJson<T>(schema: z.ZodType<T>, text: string | null): T | null {
  if (text === null) return null;
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    // What is wrong with it helps nobody, and the words of the parser quote the record.
    return null;
  }
}

/** Whether what would be sent of it can be read. */
export function isSendable(row: Pick<LogSqlRow, 'data' | 'changed_fields' | 'resolves'>): boolean {
  return isWhole(recordSchema, row.data) && isWhole(fieldList, row.changed_fields) && isWhole(fieldList, row.resolves);
}

function isWhole(schema: z.ZodType, text: string | null): boolean {
  return text === null || readJson(schema, text) !== null;
}

/** @param data what the log keeps of the record, opened (see kept-record.ts) */
export function toLogRow(row: LogSqlRow, data: SyncLogRow['data']): SyncLogRow {
  return {
    ...row,
    data,
    changed_fields: parseChangedFields(row.changed_fields),
    resolves: parseChangedFields(row.resolves),
    in_doubt: row.in_doubt === 1,
    receipt: readJson(receiptSchema, row.receipt),
    ...(isSendable(row) && isWhole(receiptSchema, row.receipt) ? {} : { unreadable: true }),
  };
}

/** An insertion into the master of something it does not have: whatever refers to it must wait for it (I9). */
export function introduces(row: Pick<LogSqlRow, 'action' | 'changed_fields'>): boolean {
  return row.action === 'create' || (row.action === 'update' && row.changed_fields === null);
}
