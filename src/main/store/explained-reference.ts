import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { Dangling } from '../../sqlite/check-file.ts';

const loadSchema = z.object({ complete: z.boolean() }).nullable();

/**
 * Whether a record may refer to nothing without the database being damaged (I15): head office has deleted what an unsent one refers to, or the first load has not
 * brought it yet.
 */
export function isExplainedReference(db: Database, { table, rowid }: Dangling): boolean {
  if (isLoading(db)) return true;
  const unsent = `select 1 from ${table} where rowid = ?
    and exists (select 1 from sync_logs where model_id = ${table}.id and sync_status <> 'completed')`;
  return rowid !== null && db.prepare(unsent).get(rowid) !== undefined;
}

function isLoading(db: Database): boolean {
  const row = db.prepare<[], { value: string }>(`select value from sync_state where key = 'initialLoad'`).get();
  return row !== undefined && loadSchema.parse(JSON.parse(row.value))?.complete === false;
}
