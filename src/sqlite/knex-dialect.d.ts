declare module 'knex/lib/dialects/better-sqlite3/index.js' {
  import type { Knex } from 'knex';

  /** The part of Knex's better-sqlite3 dialect that is overridden here (knex 3.3.0). */
  export default class BetterSqliteClient extends Knex.Client {
    connectionSettings: { readonly opened: unknown };
    acquireRawConnection(): Promise<unknown>;
    destroyRawConnection(connection: unknown): Promise<void>;
    _query(connection: unknown, query: unknown): Promise<unknown>;
    _formatBindings(bindings: readonly unknown[] | undefined): unknown[];
    override transaction(container: unknown, config: unknown, outer: unknown): unknown;
  }
}
