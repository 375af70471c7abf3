import Database, { type Database as Connection } from 'better-sqlite3';
import { chmodSync, closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { SyncLogError } from '../../shared/errors.ts';
import { translateSqliteError } from '../../sqlite/sqlite-error.ts';

/**
 * Copies a head office's database, in use as it may be, into a new file: whole or not at all, and safe on the disk when this returns. Returns the newest
 * sequence that the copy holds.
 * @throws SyncLogError `wrong-usage` when there is a file already, `data-folder-unusable`, `database-corrupt` …
 */
export function backupDatabase(db: Connection, file: string): number {
  if (existsSync(file))
    throw new SyncLogError('wrong-usage', `${file} is there already. Give the backup a name of its own.`);
  const partial = `${file}.partial`;
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    rmSync(partial, { force: true });
    db.prepare('vacuum into ?').run(partial);
    chmodSync(partial, 0o600);
    const sequence = readCopy(partial);
    flush(partial);
    renameSync(partial, file);
    flush(dirname(file));
    return sequence;
  } catch (error) {
    rmSync(partial, { force: true });
    if (error instanceof SyncLogError) throw error;
    const detail = error instanceof Error ? error.message : String(error);
    throw (
      translateSqliteError(error) ??
      new SyncLogError('data-folder-unusable', `The backup ${file} could not be written (${detail}).`, { cause: error })
    );
  }
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

function flush(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
