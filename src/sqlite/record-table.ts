import type { Database } from 'better-sqlite3';
import type { Model } from '../models/kit/define-model.ts';
import type { FieldValue, RecordRow } from '../shared/record.ts';
import { sqlWriter, writeSql } from './sql-writer.ts';
import type { Prepare } from './statement-cache.ts';

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

export function createRecordTable(model: Model, prepare: Prepare): RecordTable {
  const { columns, table } = model;
  const booleans = new Set(model.booleanFields);
  const names = Object.fromEntries(columns.map((column) => [column, column]));
  const insert = writeSql(sqlWriter(table).insert(names));
  const upsert = writeSql(sqlWriter(table).insert(names).onConflict('id').merge());
  const update = writeSql(
    sqlWriter(table)
      .where('id', 'id')
      .update(Object.fromEntries(columns.filter((c) => c !== 'id').map((c) => [c, c]))),
  );
  const selectAll = writeSql(sqlWriter(table).select(...columns)).sql;
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
    upsert: (record) => void prepare(upsert.sql).run(...toSql(record, upsert.order)),
    delete: (id) => void prepare(`delete from ${table} where id = ?`).run(id),
  };
}

/** A column's name, checked against the model: names from outside never reach SQL unchecked. */
export function column(model: Model, name: string): string {
  if (model.columns.includes(name)) return name;
  throw new Error(`${model.name} has no column ${name}`);
}

/** Why this model cannot be used with this database, or undefined. */
export function findTableProblem(db: Database, model: Model): string | undefined {
  const present = db.pragma(`table_info(${model.table})`) as { name: string }[];
  if (present.length === 0)
    return `The model ${model.name} is left out: its table "${model.table}" does not exist. Add a migration for it.`;
  const missing = model.columns.filter((name) => !present.some((info) => info.name === name));
  return missing.length > 0
    ? `The model ${model.name} is left out: its table "${model.table}" lacks ${missing.join(', ')}. Add a migration for it.`
    : undefined;
}
