import type { Knex } from 'knex';
import { sortKeySql } from '../../src/shared/sort-key.ts';

/** The columns that every record has. */
export function addRecordColumns(table: Knex.CreateTableBuilder): void {
  table.string('id', 36).primary();
  table.string('created_at', 30).notNullable();
  table.string('updated_at', 30).notNullable();
}

/**
 * A column that refers to another table, checked when the transaction ends, so that records saved together may come in any order. Written by hand because Knex
 * leaves DEFERRABLE out for SQLite; PostgreSQL reads the same words.
 */
export function addReference(
  table: Knex.CreateTableBuilder,
  column: string,
  target: string,
  options: { readonly required: boolean },
): void {
  const builder = table.specificType(column, `varchar(36) references ${target} (id) deferrable initially deferred`);
  if (options.required) builder.notNullable();
  builder.index();
}

/** An index for a column of names in the order in which lists show them. Written by hand because Knex has no index of an expression. */
export async function addNameIndex(knex: Knex, table: string, column: string): Promise<void> {
  await knex.raw(`create index ${table}_by_${column} on ${table} (${sortKeySql(column)})`);
}
