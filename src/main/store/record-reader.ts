import { SyncLogError } from '../../shared/errors.ts';
import { spellingsOf } from '../../shared/composed-text.ts';
import type { FieldValue, RecordRow } from '../../shared/record.ts';
import { sortKeySql } from '../../shared/sort-key.ts';
import type { Model } from '../../models/kit/define-model.ts';
import type { StoreContext } from './context.ts';
import { column } from '../../sqlite/record-table.ts';
import type { StateFilterSql } from './state-of-records.ts';

export interface ListOptions {
  /** Fields that must hold these values. */
  readonly where?: RecordRow;
  /** Every word of it is found in some text field. */
  readonly search?: string;
  readonly orderBy?: string;
  readonly descending?: boolean;
  readonly limit?: number;
  readonly offset?: number;
  readonly state?: StateFilterSql;
}

export interface RecordReader {
  find(id: string): RecordRow | undefined;
  /** @throws SyncLogError `not-found` */
  get(id: string): RecordRow;
  list(options?: ListOptions): RecordRow[];
  count(options?: ListOptions): number;
  /** Records after this id in order of id: reads a table of any size a page at a time. */
  page(afterId: string | null, limit: number): RecordRow[];
  findMany(ids: readonly string[]): Map<string, RecordRow>;
  idsWhere(where: RecordRow): string[];
}

type SqlRow = Record<string, string | number | null>;

export function createReader(context: StoreContext, model: Model): RecordReader {
  const table = context.table(model.name);
  const columns = model.columns.join(', ');
  const textFields = Object.entries(model.fields).flatMap(([name, field]) =>
    field.kind === 'text' && !field.sensitive ? [name] : [],
  );

  function condition(options: ListOptions): { readonly sql: string; readonly bindings: (string | number)[] } {
    const parts: string[] = [];
    const bindings: (string | number)[] = [];
    for (const [name, value] of Object.entries(options.where ?? {})) {
      parts.push(value === null ? `${column(model, name)} is null` : `${column(model, name)} = ?`);
      if (value !== null) bindings.push(toBinding(value));
    }
    for (const word of wordsOf(options.search)) {
      const patterns = spellingsOf(word).map((one) => one.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`));
      // A number somewhere in an id means nothing; what is as long as the first part of one may have been copied from a message.
      const idPatterns = word.length < shortestIdPart ? [] : patterns.slice(0, 1).map((one) => `${one}%`);
      const named = [...idPatterns.map(() => 'id'), ...patterns.flatMap(() => textFields)];
      const tests = named.map((name) => `${name} like ? escape '\\'`);
      // Where there is no text to look into, nothing is found.
      parts.push(tests.length > 0 ? `(${tests.join(' or ')})` : '0');
      bindings.push(...idPatterns, ...patterns.flatMap((one) => textFields.map(() => `%${one}%`)));
    }
    if (options.state) {
      const { present, sources } = options.state;
      const named = sources.map((source) => `select model_id from ${source} and model_name = ?`).join(' union all ');
      parts.push(`id ${present ? '' : 'not '}in (${named})`);
      bindings.push(...sources.map(() => model.name));
    }
    return { sql: parts.length > 0 ? ` where ${parts.join(' and ')}` : '', bindings };
  }

  /** Names as people look for them; everything else as it is stored. */
  function orderOf(name: string): string {
    const named = name === model.title[0] && model.fields[name]?.kind === 'text';
    return named ? sortKeySql(column(model, name)) : column(model, name);
  }

  return {
    find: (id) => table.find(id),
    get(id) {
      const record = table.find(id);
      if (record) return record;
      throw new SyncLogError('not-found', `There is no ${model.name} with the id ${id}. It may have been removed.`);
    },
    list(options = {}) {
      const { sql, bindings } = condition(options);
      const direction = options.descending ? 'desc' : 'asc';
      const by = orderOf(options.orderBy ?? 'id');
      // Ties go by rowid, which every index ends with: pages come out of an index alone, and only the rows of this page are read.
      const chosen = `select rowid from ${model.table}${sql} order by ${by} ${direction}, rowid ${direction} limit ? offset ?`;
      return context
        .prepare<SqlRow>(
          `select ${columns} from ${model.table} where rowid in (${chosen}) order by ${by} ${direction}, rowid ${direction}`,
        )
        .all(...bindings, options.limit ?? -1, options.offset ?? 0)
        .map((row) => table.fromSql(row));
    },
    count(options = {}) {
      const { sql, bindings } = condition(options);
      return context.prepare<{ n: number }>(`select count(*) as n from ${model.table}${sql}`).get(...bindings)?.n ?? 0;
    },
    page: (afterId, limit) =>
      context
        .prepare<SqlRow>(`select ${columns} from ${model.table} where id > ? order by id limit ?`)
        .all(afterId ?? '', limit)
        .map((row) => table.fromSql(row)),
    findMany: (ids) => table.findMany(ids),
    idsWhere(where) {
      const { sql, bindings } = condition({ where });
      return context
        .prepare<{ id: string }>(`select id from ${model.table}${sql}`)
        .all(...bindings)
        .map((row) => row.id);
    },
  };
}

/** More words than anybody types: each of them is one more comparison of every row. */
const mostWords = 8;
/** Characters before an id's first dash. */
const shortestIdPart = 8;

function wordsOf(search: string | undefined): string[] {
  return (search ?? '').split(/\s+/).filter(Boolean).slice(0, mostWords);
}

function toBinding(value: Exclude<FieldValue, null>): string | number {
  return typeof value === 'boolean' ? Number(value) : value;
}
