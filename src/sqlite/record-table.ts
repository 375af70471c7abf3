import type { Database } from 'better-sqlite3';
import type { Model } from '../models/kit/define-model.ts';
import type { FieldValue, RecordRow } from '../shared/record.ts';
import { sqlWriter, writeSql } from './sql-writer.ts';
import { statementCacheOf, type Prepare } from './statement-cache.ts';

type SqlValue = string | number | null;
type SqlRow = Record<string, SqlValue>;

/** One model's table: its statements, and how a record becomes a row and back (booleans are 0 and 1 there). Writes nothing to any log. */
export interface RecordTable {
  readonly model: Model;
  find(id: string): RecordRow | undefined;
  exists(id: string): boolean;
  findMany(ids: readonly string[]): Map<string, RecordRow>;
  /** The id of another record that has this value. */
  findOther(field: string, value: FieldValue, id: string): string | undefined;
  /** Ids of the records whose field holds this value. */
  idsWhere(field: string, value: FieldValue): string[];
  insert(record: RecordRow): void;
  update(record: RecordRow): void;
  upsert(record: RecordRow): void;
  delete(id: string): void;
  fromSql(row: SqlRow): RecordRow;
}

type WrittenSql = ReturnType<typeof writeSql>;

/** A model's statements. Knex writes them in about a millisecond, so once for all the databases that have the model. */
interface TableSql {
  readonly insert: WrittenSql;
  /** Of a record that may be there already: then it does nothing. */
  readonly insertNew: WrittenSql;
  readonly update: WrittenSql;
  readonly selectAll: string;
}

const written = new WeakMap<Model, TableSql>();

function sqlOf(model: Model): TableSql {
  const known = written.get(model);
  if (known) return known;
  const { columns, table } = model;
  const names = Object.fromEntries(columns.map((column) => [column, column]));
  const others = columns.filter((column) => column !== 'id');
  const sql: TableSql = {
    insert: writeSql(sqlWriter(table).insert(names)),
    insertNew: writeSql(sqlWriter(table).insert(names).onConflict('id').ignore()),
    update: writeSql(
      sqlWriter(table)
        .where('id', 'id')
        .update(Object.fromEntries(others.map((column) => [column, column]))),
    ),
    selectAll: writeSql(sqlWriter(table).select(...columns)).sql,
  };
  written.set(model, sql);
  return sql;
}

export function createRecordTable(model: Model, prepare: Prepare): RecordTable {
  const { table } = model;
  const booleans = new Set(model.booleanFields);
  const { insert, insertNew, update, selectAll } = sqlOf(model);
  const find = `${selectAll} where id = ?`;

  const toSql = (record: RecordRow, order: readonly string[]): SqlValue[] =>
    order.map((column) => {
      const value = record[column];
      return value === undefined ? null : typeof value === 'boolean' ? Number(value) : value;
    });
  const fromSql = (row: SqlRow): RecordRow => {
    if (booleans.size === 0) return row;
    const record: RecordRow = { ...row };
    for (const name of booleans) if (record[name] !== null) record[name] = record[name] === 1;
    return record;
  };

  return {
    model,
    fromSql,
    find(id) {
      const row = prepare<SqlRow>(find).get(id);
      return row && fromSql(row);
    },
    exists: (id) => prepare<{ found: 1 }>(`select 1 as found from ${table} where id = ?`).get(id) !== undefined,
    findMany(ids) {
      const rows = prepare<SqlRow>(`${selectAll} where id in (select value from json_each(?))`).all(
        JSON.stringify(ids),
      );
      return new Map(rows.map((row) => [String(row['id']), fromSql(row)]));
    },
    findOther: (field, value, id) =>
      prepare<{ id: string }>(`select id from ${table} where ${column(model, field)} = ? and id <> ? limit 1`).get(
        value,
        id,
      )?.id,
    idsWhere: (field, value) =>
      prepare<{ id: string }>(`select id from ${table} where ${column(model, field)} = ?`)
        .all(typeof value === 'boolean' ? Number(value) : value)
        .map((row) => row.id),
    insert: (record) => void prepare(insert.sql).run(...toSql(record, insert.order)),
    update: (record) => void prepare(update.sql).run(...toSql(record, update.order)),
    upsert(record) {
      // Not one statement: for an insertion that may become an update SQLite keeps a copy of every page that it changes, so that it can be undone alone.
      const { changes } = prepare(insertNew.sql).run(...toSql(record, insertNew.order));
      if (changes === 0) prepare(update.sql).run(...toSql(record, update.order));
    },
    delete: (id) => void prepare(`delete from ${table} where id = ?`).run(id),
  };
}

/** A column's name, checked against the model: names from outside never reach SQL unchecked. */
export function column(model: Model, name: string): string {
  if (model.columns.includes(name)) return name;
  throw new Error(`${model.name} has no column ${name}`);
}

/** What of a model this database lacks. */
export interface TableProblem {
  readonly model: string;
  readonly table: string;
  /** Columns that are not there; null = the table is not. */
  readonly missing: readonly string[] | null;
}

/** Why this model cannot be used with this database, or undefined. */
export function findTableProblem(db: Database, { name, table, columns }: Model): TableProblem | undefined {
  const present = statementCacheOf(db)<{ name: string }>(`pragma table_info(${table})`).all();
  if (present.length === 0) return { model: name, table, missing: null };
  const missing = columns.filter((column) => !present.some((info) => info.name === column));
  return missing.length > 0 ? { model: name, table, missing } : undefined;
}

/** For logs and errors. */
export function sentenceOfTableProblem({ model, table, missing }: TableProblem): string {
  const what = missing === null ? 'does not exist' : `lacks ${missing.join(', ')}`;
  return `The model ${model} is left out: its table "${table}" ${what}. Add a migration for it.`;
}
