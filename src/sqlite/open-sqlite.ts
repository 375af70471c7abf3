import Database from 'better-sqlite3';
import { chmodSync, closeSync, existsSync, mkdirSync, openSync, readdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { SyncLogError } from '../shared/errors.ts';
import { damagedError, isGeneralSqliteError, translateSqliteError } from './sqlite-error.ts';

export type SqliteConnection = Database.Database;

export interface OpenOptions {
  /** Default true. Off only while migrating: a table rebuilt with foreign keys on would cascade its children away. */
  readonly foreignKeys?: boolean;
  /** How long to wait for another process's write, in milliseconds. */
  readonly busyTimeoutMs?: number;
}

const systemErrorSchema = z.object({ code: z.string().default(''), message: z.string() });

/** What each connection must be like. WAL with synchronous=FULL: a confirmed save survives a power cut. */
const wantedPragmas = { journal_mode: 'wal', synchronous: 2, trusted_schema: 0 } as const;

/**
 * Opens (or makes) a database that only this user can read, and reads back that it behaves as it must.
 * @throws SyncLogError `data-folder-unusable`, `database-corrupt`, `database-read-only`, `database-full`, `database-busy`, `database-failed`
 */
export function openSqlite(file: string, options: OpenOptions = {}): SqliteConnection {
  prepareFolder(dirname(file));
  let db: SqliteConnection | undefined;
  try {
    keepPrivate(file);
    db = new Database(file);
    db.pragma(`busy_timeout = ${options.busyTimeoutMs ?? 5000}`);
    // Without it the file never shrinks. It has an effect only before the first table, and saying it again would write to the file.
    if (db.pragma('auto_vacuum', { simple: true }) !== 2) db.pragma('auto_vacuum = incremental');
    db.pragma('journal_mode = wal');
    db.pragma('synchronous = full');
    db.pragma('trusted_schema = off');
    db.pragma('journal_size_limit = 33554432');
    db.pragma(`foreign_keys = ${options.foreignKeys === false ? 'off' : 'on'}`);
    checkPragmas(db, options.foreignKeys === false ? 0 : 1);
    return db;
  } catch (error) {
    db?.close();
    // SQLite knows these settings: what it does not understand here is the file.
    if (isGeneralSqliteError(error)) throw damagedError(error);
    throw translateSqliteError(error) ?? folderError(dirname(file), error);
  }
}

function checkPragmas(db: SqliteConnection, foreignKeys: number): void {
  for (const [name, wanted] of Object.entries({ ...wantedPragmas, foreign_keys: foreignKeys })) {
    const actual = db.pragma(name, { simple: true });
    if (actual !== wanted) {
      throw new SyncLogError(
        'database-failed',
        `The database does not keep the setting ${name} (${String(actual)} instead of ${wanted}), without which a power cut could lose records. Do not put it on a network drive.`,
      );
    }
  }
}

/** Made before SQLite makes it, so that at no moment another user can read it; what SQLite lays beside it has the same rights. */
function keepPrivate(file: string): void {
  closeSync(openSync(file, 'a', 0o600));
  if ((statSync(file).mode & 0o077) !== 0) chmodSync(file, 0o600);
}

function prepareFolder(folder: string): void {
  try {
    if (!existsSync(folder)) mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (!statSync(folder).isDirectory()) throw new Error('it is a file');
    // One that somebody has made for it; a folder that holds other things too keeps the rights it has.
    if ((statSync(folder).mode & 0o077) !== 0 && readdirSync(folder).length === 0) chmodSync(folder, 0o700);
  } catch (error) {
    throw folderError(folder, error);
  }
}

/** What the system's error names mean to a person. */
const reasons: Readonly<Record<string, string>> = {
  EROFS: 'it is on a read-only disk',
  EACCES: 'this user may not write there',
  EPERM: 'it belongs to another user',
  EISDIR: 'where its database would be, there is a folder',
  ENOTDIR: 'a part of its path is a file',
  ENOENT: 'it could not be made',
};

function folderError(folder: string, cause: unknown): SyncLogError {
  if (cause instanceof SyncLogError) return cause;
  const { code, message } = systemErrorSchema.catch({ code: '', message: String(cause) }).parse(cause);
  if (code === 'ENOSPC') {
    const sentence = 'The disk is full, so nothing could be saved. Free some space, then try again.';
    return new SyncLogError('database-full', sentence, { cause });
  }
  return new SyncLogError(
    'data-folder-unusable',
    `The data folder ${folder} cannot be used: ${reasons[code] ?? message}. Nothing was changed. Choose a folder on this computer's own disk that this user may write to.`,
    { cause },
  );
}
