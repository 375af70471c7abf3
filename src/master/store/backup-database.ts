import Database, { type Database as Connection } from 'better-sqlite3';
import { existsSync } from 'node:fs';
import { SyncLogError } from '../../shared/errors.ts';
import { writeWhole } from '../../sqlite/write-whole.ts';

/**
 * Copies a head office's database, in use as it may be, into a new file: whole or not at all, and safe on the disk when this returns. Returns the newest
 * sequence that the copy holds.
 * @throws SyncLogError `wrong-usage` when there is a file already, `data-folder-unusable`, `database-corrupt` …
 */
export async function backupDatabase(db: Connection, file: string): Promise<number> {
  if (existsSync(file))
    throw new SyncLogError('wrong-usage', `${file} is there already. Give the backup a name of its own.`);
  return await writeWhole(file, {
    write: (partial) => void db.prepare('vacuum into ?').run(partial),
    check: readCopy,
  });
}

/**
 * The newest sequence in a copy of a head office's database, which is checked from end to end.
 * @throws SyncLogError `database-corrupt` when it is damaged or something else
 */
export function readCopy(file: string): number {
  const refuse = (cause: unknown): SyncLogError =>
    new SyncLogError('database-corrupt', `${file} is not a whole copy of a head office's database.`, { cause });
  try {
    const copy = new Database(file, { readonly: true, fileMustExist: true });
    try {
      const check: unknown = copy.pragma('quick_check', { simple: true });
      if (check !== 'ok') throw refuse(check);
      return copy.prepare<[], { head: number | null }>('select max(sequence) as head from feed').get()?.head ?? 0;
    } finally {
      copy.close();
    }
  } catch (error) {
    throw error instanceof SyncLogError ? error : refuse(error);
  }
}
