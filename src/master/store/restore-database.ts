import Database from 'better-sqlite3';
import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { SyncLogError } from '../../shared/errors.ts';
import { openMaster } from '../open-master.ts';
import { readCopy } from './backup-database.ts';

export interface Restored {
  readonly epoch: string;
  /** The newest sequence of the backup. */
  readonly sequence: number;
  /** Where the database that was there before lies now; null where there was none. */
  readonly before: string | null;
}

/**
 * Puts a backup in the place of head office's database, under a new epoch (I17): branches send again what it lacks. What was there is moved aside, never
 * removed. The new one takes the place only when it is complete.
 * @param now milliseconds since 1970
 * @throws SyncLogError `database-corrupt` when the backup is not one, `database-busy` while head office runs on the database
 */
export async function restoreDatabase(from: string, db: string, now: number): Promise<Restored> {
  if (!existsSync(from)) throw new SyncLogError('not-found', `There is no backup at ${from}.`);
  const sequence = readCopy(from);
  requireUnused(db);
  const fresh = `${db}.restoring`;
  const leftOver = (): void => ['', '-wal', '-shm'].forEach((end) => rmSync(`${fresh}${end}`, { force: true }));
  leftOver();
  try {
    copyFileSync(from, fresh);
    const master = await openMaster({ db: fresh, clock: { now: () => now } });
    let epoch: string;
    try {
      epoch = await master.beginEpoch('restored from a backup', true);
    } finally {
      await master.close();
    }
    const before = existsSync(db)
      ? `${db}.before-restore-${new Date(now).toISOString().replaceAll(/[:.]/g, '-')}`
      : null;
    if (before !== null) renameSync(db, before);
    renameSync(fresh, db);
    return { epoch, sequence, before };
  } finally {
    leftOver();
  }
}

/** An open connection of any process keeps a database in WAL mode from being locked for one alone. Afterwards all of it is in its one file. */
function requireUnused(db: string): void {
  if (!existsSync(db)) return;
  try {
    const connection = new Database(db, { timeout: 200 });
    try {
      connection.pragma('locking_mode = exclusive');
      connection.exec('begin exclusive; commit');
      connection.pragma('wal_checkpoint(truncate)');
    } finally {
      connection.close();
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    // A damaged database is a reason to restore, not to refuse.
    if (!code.startsWith('SQLITE_BUSY') && !code.startsWith('SQLITE_LOCKED')) return;
    throw new SyncLogError(
      'database-busy',
      `Head office is running on ${db}. End it first, then restore; nothing was changed.`,
      { cause: error },
    );
  }
}
