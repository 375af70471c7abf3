import Database from 'better-sqlite3';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Migration } from '../../../migrations/migration.ts';
import { knexOn } from '../../../src/sqlite/knex-client.ts';
import { migrateSqlite } from '../../../src/sqlite/migrate.ts';
import { openSqlite } from '../../../src/sqlite/open-sqlite.ts';
import { canMount, smallDisk } from '../../support/disks.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const createShops: Migration = {
  name: 'test-0001-create-shops',
  up: async (knex) => {
    await knex.schema.createTable('shops', (table) => {
      table.string('id').primary();
    });
  },
};
const addCity: Migration = {
  name: 'test-0002-add-city',
  up: async (knex) => {
    await knex.schema.alterTable('shops', (table) => {
      table.string('city');
    });
  },
};
const broken: Migration = {
  name: 'test-0003-broken',
  up: async (knex) => {
    await knex.schema.createTable('half', (table) => {
      table.string('id');
    });
    throw new Error('half way');
  },
};

function setUp() {
  const folder = tempFolder();
  return { file: join(folder, 'shop.sqlite'), backupFolder: join(folder, 'backups') };
}

describe('migrateSqlite', () => {
  it('runs what is missing, once, and copies an existing database before', async () => {
    const { file, backupFolder } = setUp();
    expect(await migrateSqlite(file, [createShops], { backupFolder })).toEqual({ applied: ['test-0001-create-shops'] });
    const db = openSqlite(file);
    db.exec(`insert into shops (id) values ('one')`);
    db.close();
    expect(await migrateSqlite(file, [createShops, addCity], { backupFolder })).toEqual({
      applied: ['test-0002-add-city'],
    });
    expect(await migrateSqlite(file, [createShops, addCity], { backupFolder })).toEqual({ applied: [] });
    const [backup] = readdirSync(backupFolder);
    const copy = new Database(join(backupFolder, String(backup)), { readonly: true });
    expect(copy.prepare('select * from shops').all()).toEqual([{ id: 'one' }]);
    copy.close();
  });

  it('undoes all of a migration that fails', async () => {
    const { file, backupFolder } = setUp();
    await migrateSqlite(file, [createShops], { backupFolder });
    await expect(migrateSqlite(file, [createShops, addCity, broken], { backupFolder })).rejects.toThrow('half way');
    const db = openSqlite(file);
    expect(db.prepare(`select name from sqlite_master where name = 'half'`).all()).toEqual([]);
    expect(db.prepare(`select name from pragma_table_info('shops')`).all()).toEqual([{ name: 'id' }]);
    db.close();
  });

  it('lets records that referred to nothing before stay as they were, and undoes what makes more of them (I15)', async () => {
    const { file, backupFolder } = setUp();
    const createTills: Migration = {
      name: 'test-0002-create-tills',
      up: async (knex) => {
        await knex.raw('create table tills (id text primary key, shop text references shops (id))');
      },
    };
    const dropShops: Migration = {
      name: 'test-0003-empty-shops',
      up: async (knex) => void (await knex('shops').delete()),
    };
    await migrateSqlite(file, [createShops, createTills], { backupFolder });
    const db = openSqlite(file, { foreignKeys: false });
    db.exec(`insert into shops (id) values ('one')`);
    db.exec(`insert into tills (id, shop) values ('first', 'gone'), ('second', 'one')`);
    db.close();
    const upgraded = [createShops, createTills, { ...addCity, name: 'test-0003-add-city' }];
    await expect(migrateSqlite(file, [...upgraded, dropShops], { backupFolder })).rejects.toThrow('left 1 records');
    expect(await migrateSqlite(file, upgraded, { backupFolder })).toEqual({ applied: ['test-0003-add-city'] });
  });

  it('refuses a database that a newer version has used, and leaves it as it was', async () => {
    const { file, backupFolder } = setUp();
    await migrateSqlite(file, [createShops, addCity], { backupFolder });
    const before = readFileSync(file);
    await expect(migrateSqlite(file, [createShops], { backupFolder })).rejects.toMatchObject({
      code: 'database-newer',
    });
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('makes a file and a folder that only this user can read', async () => {
    const { file, backupFolder } = setUp();
    await migrateSqlite(file, [createShops], { backupFolder });
    expect(statSync(file).mode & 0o077).toBe(0);
  });
});

describe('knexOn', () => {
  it('begins transactions IMMEDIATE, so that reading and then writing never meets a busy database half way', async () => {
    const { file } = setUp();
    const first = openSqlite(file);
    const second = openSqlite(file, { busyTimeoutMs: 1 });
    first.exec('create table counts (n integer)');
    const knex = knexOn(first);
    await knex.transaction(async (trx) => {
      await trx.raw('select 1');
      expect(() => second.exec('begin immediate')).toThrow('locked');
    });
    await knex.destroy();
    expect(first.open).toBe(true);
    first.close();
    second.close();
  });

  it('prepares each statement once and still sees changes of the schema', async () => {
    const { file } = setUp();
    const db = openSqlite(file);
    db.exec('create table counts (n integer)');
    const knex = knexOn(db);
    const [prepare, prepared] = [db.prepare.bind(db), new Map<string, number>()];
    db.prepare = (sql: string) => {
      prepared.set(sql, (prepared.get(sql) ?? 0) + 1);
      return prepare(sql);
    };
    for (let n = 0; n < 3; n += 1) await knex('counts').insert({ n });
    expect(await knex('counts').select('*')).toHaveLength(3);
    db.exec('alter table counts add column name text');
    expect(await knex('counts').select('*')).toEqual([0, 1, 2].map((n) => ({ n, name: null })));
    expect(Math.max(...prepared.values())).toBe(1);
    await knex.destroy();
    db.close();
  });

  it.runIf(canMount())(
    'leaves no half of a copy on a disk that is too full for it, and migrates once there is room',
    async () => {
      const disk = smallDisk(4);
      const [file, backupFolder] = [join(disk.folder, 'shop.sqlite'), join(disk.folder, 'backups')];
      await migrateSqlite(file, [createShops], { backupFolder });
      const db = openSqlite(file);
      db.prepare(`insert into shops (id) values (?)`).run('x'.repeat(1_000_000));
      db.close();
      disk.fill(600_000);
      await expect(migrateSqlite(file, [createShops, addCity], { backupFolder })).rejects.toMatchObject({
        code: 'database-full',
      });
      expect(readdirSync(backupFolder)).toEqual([]);
      disk.free();
      expect(await migrateSqlite(file, [createShops, addCity], { backupFolder })).toEqual({
        applied: ['test-0002-add-city'],
      });
      expect(readdirSync(backupFolder)).toHaveLength(1);
    },
  );
});
