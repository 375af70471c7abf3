import type { Knex } from 'knex';

/**
 * One step of a database's schema. Additive only (new tables, new nullable columns, new indexes), because branches on different versions sync with each
 * other. Names sort in the order in which they run, have no file extension, and are never reused.
 */
export interface Migration {
  readonly name: string;
  readonly up: (knex: Knex) => Promise<void>;
}
