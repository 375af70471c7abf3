import { existsSync, readdirSync, rmSync } from 'node:fs';
import type { Knex } from 'knex';
import { join } from 'node:path';
import type { Migration } from '../../migrations/migration.ts';
import { SyncLogError } from '../shared/errors.ts';
import { knexOn } from './knex-client.ts';
import { openSqlite, type SqliteConnection } from './open-sqlite.ts';
import { refuseDamaged } from './refuse-damaged.ts';
import { translateSqliteError } from './sqlite-error.ts';
import { writeWhole } from './write-whole.ts';

const keptBackups = 5;

/**
 * Brings a database up to date: all missing migrations in one transaction, on a connection of its own without foreign keys (with them, Knex's rebuilding of a
 * table would cascade its children away), checked afterwards. An existing database is copied into `backupFolder` first.
 * Nothing is done to a damaged one.
 * @throws SyncLogError `database-corrupt`; `database-newer` when the database knows migrations that this program does not, and whatever openSqlite throws
 */
export async function migrateSqlite(
  file: string,
  migrations: readonly Migration[],
  options: { readonly backupFolder: string },
): Promise<{ readonly applied: readonly string[] }> {
  const db = openSqlite(file, { foreignKeys: false });
  try {
    refuseDamaged(db, file);
    const known = readApplied(db);
    refuseNewer(known, migrations);
    const missing = migrations.filter((migration) => !known.includes(migration.name));
    if (missing.length === 0) return { applied: [] };
    if (known.length > 0) await backup(db, options.backupFolder);
    await run(db, missing);
    return { applied: missing.map((migration) => migration.name) };
  } catch (error) {
    throw translateSqliteError(error) ?? error;
  } finally {
    db.close();
  }
}

function readApplied(db: SqliteConnection): string[] {
  const table = db.prepare(`select 1 from sqlite_master where type = 'table' and name = 'schema_migrations'`).get();
  if (!table) return [];
  return db
    .prepare<[], { name: string }>('select name from schema_migrations')
    .all()
    .map((row) => row.name);
}

function refuseNewer(known: readonly string[], migrations: readonly Migration[]): void {
  const names = new Set(migrations.map((migration) => migration.name));
  const unknown = known.filter((name) => !names.has(name));
  if (unknown.length === 0) return;
  throw new SyncLogError(
    'database-newer',
    'This database was last used by a newer version of SyncLog, so it was not opened and nothing was changed. Install that version (or a newer one) and start again.',
  );
}

async function run(db: SqliteConnection, missing: readonly Migration[]): Promise<void> {
  const runner = knexOn(db);
  try {
    await runner.transaction(async (trx) => {
      await trx.raw('create table if not exists schema_migrations (name text primary key, applied_at text not null)');
      const before = await countDangling(trx);
      for (const migration of missing) {
        // Another process may have been faster while this one waited for the lock.
        const rows: unknown[] = await trx('schema_migrations').where({ name: migration.name });
        if (rows.length > 0) continue;
        await migration.up(trx);
        await trx('schema_migrations').insert({ name: migration.name, applied_at: new Date().toISOString() });
      }
      const broken = (await countDangling(trx)) - before;
      if (broken > 0) throw new Error(`The migration left ${broken} records that refer to nothing`);
    });
  } finally {
    await runner.destroy();
  }
}

/** Some may do so rightly: an unsent sale of a product that head office has deleted, records that came before what they refer to (I15). */
async function countDangling(trx: Knex): Promise<number> {
  const dangling: unknown[] = await trx.raw('pragma foreign_key_check');
  return dangling.length;
}

/** A copy that is not whole is never among them: it would push out the good ones, and fill the disk that was too full for it. */
async function backup(db: SqliteConnection, folder: string): Promise<void> {
  const name = `before-upgrade-${new Date().toISOString().replaceAll(/[:.]/g, '-')}.sqlite`;
  await writeWhole(join(folder, name), {
    write: (partial) => void db.prepare('vacuum into ?').run(partial),
    // Read through before the upgrade began, and copied by SQLite itself.
    check: () => undefined,
  });
  for (const old of readdirSync(folder)
    .filter((entry) => entry.startsWith('before-upgrade-') && entry.endsWith('.sqlite'))
    .sort()
    .slice(0, -keptBackups)) {
    if (existsSync(join(folder, old))) rmSync(join(folder, old));
  }
}
