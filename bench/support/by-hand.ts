import Database from 'better-sqlite3';
import { join } from 'node:path';
import { newId } from '../../src/shared/ids.ts';

/** What hand-written code does at the least: a record and a row that says that it is to be sent, in one transaction. No checks, no ids of its own making but one. */
export interface ByHand {
  save(number: number): void;
  saveMany(count: number): void;
  close(): void;
}

export function openByHand(folder: string): ByHand {
  const db = new Database(join(folder, 'by-hand.sqlite'));
  db.pragma('journal_mode = wal');
  db.pragma('synchronous = full');
  db.exec(
    `create table products (id text primary key, sku text, name text, price_cents integer, created_at text, updated_at text);
     create table log (id integer primary key autoincrement, model_name text, model_id text, action text, sync_status text, created_at text);
     create index log_open on log (id) where sync_status = 'pending';`,
  );
  const product = db.prepare('insert into products values (?, ?, ?, ?, ?, ?)');
  const log = db.prepare(
    `insert into log (model_name, model_id, action, sync_status, created_at) values ('Product', ?, 'create', 'pending', ?)`,
  );
  const insert = (number: number): void => {
    const id = newId();
    const now = new Date().toISOString();
    product.run(id, `SKU-${number}`, `Product ${number}`, 250, now, now);
    log.run(id, now);
  };
  const save = db.transaction(insert);
  return {
    save: (number) => save.immediate(number),
    saveMany: db.transaction((count: number) => {
      for (let number = 0; number < count; number += 1) insert(-number);
    }),
    close: () => void db.close(),
  };
}
