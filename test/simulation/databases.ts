import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Migration } from '../../migrations/migration.ts';
import { branchMigrations } from '../../migrations/branch/index.ts';
import { masterMigrations } from '../../migrations/master/index.ts';
import { recordMigrations } from '../../migrations/records/index.ts';
import { migrateSqlite } from '../../src/sqlite/migrate.ts';
import type { SqliteConnection } from '../../src/sqlite/open-sqlite.ts';
import { createStatementCache, type Prepare } from '../../src/sqlite/statement-cache.ts';

/** A database as it lies on the disk of a simulated computer. */
export type Image = Buffer;

/** Empty, migrated databases, made once: migrating anew for every computer of every seed would take most of the time. */
export interface Templates {
  readonly branch: Image;
  readonly master: Image;
}

let made: Promise<Templates> | undefined;

export function templates(): Promise<Templates> {
  made ??= makeTemplates();
  return made;
}

async function makeTemplates(): Promise<Templates> {
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'synclog-sim-'));
  try {
    return {
      branch: await makeTemplate(join(folder, 'branch.sqlite'), [...recordMigrations, ...branchMigrations]),
      master: await makeTemplate(join(folder, 'master.sqlite'), [...recordMigrations, ...masterMigrations]),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function makeTemplate(file: string, migrations: readonly Migration[]): Promise<Image> {
  await migrateSqlite(file, migrations, { backupFolder: `${file}-backups` });
  const db = new Database(file);
  // A database in memory knows no write-ahead log.
  db.pragma('journal_mode = delete');
  db.close();
  return readFileSync(file);
}

/** The disk of a simulated computer with its database: it outlives the processes that work with it. */
export interface Disk {
  readonly db: SqliteConnection;
  /** Statements prepared once for all the processes that follow each other. */
  readonly prepare: Prepare;
  /** What lies on it: everything committed, nothing else. */
  copy(): Image;
  /** The power goes: what was not committed is gone. */
  powerOff(): void;
  close(): void;
}

export function createDisk(image: Image): Disk {
  const db = new Database(image);
  db.pragma('foreign_keys = on');
  const powerOff = (): void => {
    if (db.inTransaction) db.exec('rollback');
    db.pragma('foreign_keys = on');
  };
  return {
    db,
    prepare: createStatementCache(db),
    copy: () => db.serialize(),
    powerOff,
    close: () => void db.close(),
  };
}
