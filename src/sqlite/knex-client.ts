import type { Database, Statement } from 'better-sqlite3';
import knex, { type Knex } from 'knex';
// The dialect is not part of Knex's published types; Knex is pinned and a test covers what is used of it.
import BetterSqliteClient from 'knex/lib/dialects/better-sqlite3/index.js';

interface QueryObject {
  sql: string;
  bindings?: readonly unknown[];
  response?: unknown;
  context?: unknown;
}

const cacheSize = 500;
/** By connection, not by client: Knex makes a client of its own for each transaction. */
const caches = new WeakMap<Database, Map<string, Statement<unknown[], unknown>>>();

function prepare(connection: Database, sql: string): Statement<unknown[], unknown> {
  const cache = caches.get(connection) ?? new Map<string, Statement<unknown[], unknown>>();
  caches.set(connection, cache);
  const cached = cache.get(sql);
  if (cached) return cached;
  // SQLite prepares statements anew by itself when the schema changes; emptying the cache only keeps it small.
  if (cache.size >= cacheSize) cache.clear();
  const statement = connection.prepare<unknown[], unknown>(sql);
  cache.set(sql, statement);
  return statement;
}

/**
 * Knex on an open better-sqlite3 connection, with two repairs: transactions begin IMMEDIATE (a deferred one that turns from reading to writing fails at once
 * when another process writes), and statements are prepared once instead of at every call.
 */
class SyncLogSqliteClient extends BetterSqliteClient {
  /** The connection given in the configuration; who opened it closes it. */
  override async acquireRawConnection(): Promise<unknown> {
    return this.connectionSettings.opened;
  }

  override async destroyRawConnection(): Promise<void> {}

  override async _query(connection: Database, query: QueryObject): Promise<QueryObject> {
    const bindings = this._formatBindings(query.bindings);
    const statement = prepare(connection, query.sql);
    if (statement.reader) {
      query.response = statement.all(...bindings);
      return query;
    }
    const result = statement.run(...bindings);
    query.response = result;
    query.context = { lastID: result.lastInsertRowid, changes: result.changes };
    return query;
  }

  override transaction(container: unknown, config: unknown, outer: unknown): unknown {
    const transaction = super.transaction(container, config, outer) as {
      begin: (connection: unknown) => unknown;
      query: (c: unknown, sql: string) => unknown;
    };
    transaction.begin = (connection) => transaction.query(connection, 'BEGIN IMMEDIATE;');
    return transaction;
  }
}

/** Knex on a connection that is open already: for migrations and for queries whose speed does not matter. Destroying it leaves the connection open. */
export function knexOn(connection: Database): Knex {
  const client = SyncLogSqliteClient as unknown as typeof Knex.Client;
  const settings = { filename: connection.name, opened: connection };
  return knex({
    client,
    connection: settings,
    useNullAsDefault: true,
    pool: { min: 1, max: 1 },
    acquireConnectionTimeout: 5000,
  });
}
