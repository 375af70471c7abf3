import { chmodSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { SyncLogError } from '../shared/errors.ts';
import { flushFile, flushFolder } from './flush.ts';
import { translateSqliteError } from './sqlite-error.ts';

interface Writing<T> {
  /** Writes a database into this file, which does not exist. */
  readonly write: (file: string) => void | Promise<void>;
  /** Reads what was written; what it returns is returned. @throws where it is not whole */
  readonly check: (file: string) => T | Promise<T>;
}

/**
 * Writes a copy of a database that only this user can read: whole or not at all, and safe on the disk when this returns.
 * @throws SyncLogError `data-folder-unusable`, `database-full`, …; whatever `check` throws
 */
export async function writeWhole<T>(file: string, { write, check }: Writing<T>): Promise<T> {
  const partial = `${file}.partial`;
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    rmSync(partial, { force: true });
    await write(partial);
    chmodSync(partial, 0o600);
    const checked = await check(partial);
    flushFile(partial);
    renameSync(partial, file);
    flushFolder(dirname(file));
    return checked;
  } catch (error) {
    if (existsSync(partial)) rmSync(partial);
    if (error instanceof SyncLogError) throw error;
    const detail = error instanceof Error ? error.message : String(error);
    throw (
      translateSqliteError(error) ??
      new SyncLogError('data-folder-unusable', `The copy ${file} could not be written (${detail}).`, { cause: error })
    );
  }
}
