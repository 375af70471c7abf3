import Database from 'better-sqlite3';
import { join } from 'node:path';
import { z } from 'zod';
import { newId } from '../../src/shared/ids.ts';

/** The same work as a line between a branch and head office in one process: no HTTP, no checks, no versions, no conflicts, no receipts. */
export interface LineByHand {
  /** Saves so many records at the branch, each with a row that says that it is to be sent. */
  fill(count: number): void;
  /** Sends them to head office, a thousand at a time: written as JSON, read again, kept there with its feed, and marked as sent here. */
  drain(): void;
  /** Another branch takes everything from the feed, a thousand at a time. */
  load(): void;
  close(): void;
}

const page = 1000;
interface Product {
  readonly id: string;
  readonly sku: string;
  readonly name: string;
  readonly price_cents: number;
}
const products = 'create table products (id text primary key, sku text, name text, price_cents integer)';
const upsert = `insert into products values (@id, @sku, @name, @price_cents)
  on conflict (id) do update set sku = excluded.sku, name = excluded.name, price_cents = excluded.price_cents`;

function open(folder: string, name: string, ...tables: readonly string[]): Database.Database {
  const db = new Database(join(folder, `by-hand-${name}.sqlite`));
  db.pragma('journal_mode = wal');
  db.pragma('synchronous = full');
  for (const table of [products, ...tables]) db.exec(table);
  return db;
}

export function openLineByHand(folder: string, name: string): LineByHand {
  const branch = open(
    folder,
    `${name}-branch`,
    `create table log (id integer primary key autoincrement, model_id text, status text)`,
    `create index log_open on log (id) where status = 'pending'`,
  );
  const master = open(
    folder,
    `${name}-head-office`,
    'create table feed (sequence integer primary key autoincrement, entry text)',
  );
  const other = open(folder, `${name}-other`);
  const save = branch.prepare('insert into products values (?, ?, ?, ?)');
  const log = branch.prepare(`insert into log (model_id, status) values (?, 'pending')`);
  const claim = branch.prepare<[], Product & { log: number }>(
    `select l.id as log, p.* from log l join products p on p.id = l.model_id where l.status = 'pending' order by l.id limit ${page}`,
  );
  const sent = branch.prepare(`update log set status = 'completed' where id = ?`);
  const keep = master.prepare(upsert);
  const publish = master.prepare('insert into feed (entry) values (?)');
  const feed = master.prepare<[number], { sequence: number; entry: string }>(
    `select sequence, entry from feed where sequence > ? order by sequence limit ${page}`,
  );
  const take = other.prepare(upsert);
  const accept = master.transaction((body: string) => {
    for (const record of z.array(z.unknown()).parse(JSON.parse(body))) {
      keep.run(record);
      publish.run(JSON.stringify(record));
    }
  });
  const settle = branch.transaction((ids: readonly number[]) => {
    for (const id of ids) sent.run(id);
  });
  const apply = other.transaction((entries: readonly string[]) => {
    for (const entry of entries) take.run(JSON.parse(entry));
  });
  return {
    fill: branch.transaction((count: number) => {
      for (let number = 0; number < count; number += 1) {
        const id = newId();
        save.run(id, `SKU-${number}`, `Product ${number}`, 250);
        log.run(id);
      }
    }),
    drain() {
      for (let rows = claim.all(); rows.length > 0; rows = claim.all()) {
        accept.immediate(JSON.stringify(rows.map(({ log: _log, ...record }) => record)));
        settle.immediate(rows.map((row) => row.log));
      }
    },
    load() {
      for (let rows = feed.all(0); rows.length > 0; rows = feed.all(rows.at(-1)?.sequence ?? 0))
        apply.immediate(rows.map((row) => row.entry));
    },
    close() {
      for (const db of [branch, master, other]) db.close();
    },
  };
}
