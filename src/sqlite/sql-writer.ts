import knex, { type Knex } from 'knex';

/**
 * Knex as a writer of SQL: no connection, no queries. A statement is written once per model and shape, then prepared and run by the driver itself,
 * because Knex's runner costs more than the whole save.
 */
export const sqlWriter: Knex = knex({ client: 'better-sqlite3', useNullAsDefault: true });

/**
 * The SQL of a query in which every value is given as the *name* of what will be bound, and the order in which to bind.
 * @example writeSql(sqlWriter('products').insert({ id: 'id', sku: 'sku' })) → { sql: 'insert into …', order: ['id', 'sku'] }
 */
export function writeSql(query: Knex.QueryBuilder): { readonly sql: string; readonly order: readonly string[] } {
  const native = query.toSQL().toNative();
  return { sql: native.sql, order: native.bindings.map(String) };
}
