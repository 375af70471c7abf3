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
import { migrateTo, type AppVersion } from './versions.ts';
import { createWipe } from './wipe.ts';
import { statementCacheOf, type Prepare } from '../../src/sqlite/statement-cache.ts';

/** A database as it lies on the disk of a simulated computer. */
export type Image = Buffer;

/** Empty, migrated databases, made once: migrating anew for every computer of every seed would take most of the time. */
export interface Templates {
  readonly branch: OfVersion;
  readonly master: OfVersion;
}

type OfVersion = Readonly<Record<AppVersion, Image>>;

let made: Promise<Templates> | undefined;
/** What the disks of each world begin with. */
const fresh = new Set<Image>();

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

async function makeTemplate(file: string, migrations: readonly Migration[]): Promise<OfVersion> {
  await migrateSqlite(file, migrations, { backupFolder: `${file}-backups` });
  const db = new Database(file);
  // A database in memory knows no write-ahead log.
  db.pragma('journal_mode = delete');
  db.close();
  const older = readFileSync(file);
  const migrated = new Database(older);
  migrateTo(2, migrated);
  const newer = migrated.serialize();
  migrated.close();
  fresh.add(older).add(newer);
  return { 1: older, 2: newer };
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

/** Disks of worlds that have ended, each under the image that it began with: their statements are prepared already. */
const spare = new Map<Image, Disk[]>();

export function createDisk(image: Image): Disk {
  return spare.get(image)?.pop() ?? makeDisk(image);
}

function makeDisk(image: Image): Disk {
  const db = new Database(image);
  db.pragma('foreign_keys = on');
  const wipe = fresh.has(image) ? createWipe(db) : undefined;
  const disk: Disk = {
    db,
    prepare: statementCacheOf(db),
    copy: () => db.serialize(),
    powerOff() {
      if (db.inTransaction) db.exec('rollback');
      // Asked first: whenever it is told, SQLite compiles every statement anew.
      if (db.pragma('foreign_keys', { simple: true }) !== 1) db.pragma('foreign_keys = on');
    },
    close() {
      disk.powerOff();
      if (wipe?.() === true) spare.set(image, [...(spare.get(image) ?? []), disk]);
      else db.close();
    },
  };
  return disk;
}
