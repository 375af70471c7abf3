import { createHash } from 'node:crypto';
import type { Model } from '../models/kit/define-model.ts';
import { canonicalJson } from '../shared/json.ts';
import type { DayTotals, IdRange, RangeDigest, RecordDigest } from '../shared/protocol/verify.ts';
import type { RecordRow } from '../shared/record.ts';
import type { RecordTable } from './record-table.ts';
import type { Prepare } from './statement-cache.ts';

const pageSize = 1000;

type SqlRow = Record<string, string | number | null>;

/** Only the records that one branch receives: SQL that follows `where …`, and what is bound in it. */
export interface RecordFilter {
  readonly sql: string;
  readonly bindings: readonly string[];
}

/** Counts and digests of parts of a table, the same at branch and head office. */
export interface RecordRanges {
  digest(range: IdRange): Promise<RangeDigest>;
  list(range: IdRange): Promise<RecordDigest[]>;
  /** Ranges that follow each other and together are this one, with about equally many records each. */
  split(range: IdRange, parts: number): Promise<RangeDigest[]>;
  count(range: IdRange): number;
  /** The records whose day lies between two instants: from (inclusive), to (exclusive), ISO-8601 UTC. */
  day(model: Model, from: string, to: string): Promise<DayTotals>;
}

/** @param pause lets others run between two pages */
export function createRecordRanges(
  prepare: Prepare,
  table: (modelName: string) => RecordTable,
  filterOf: (model: Model) => RecordFilter,
  pause: () => Promise<void>,
): RecordRanges {
  /** Pages in order of id of the records that meet a condition. */
  async function* pages(
    modelName: string,
    after: string,
    condition: string,
    bindings: readonly string[],
  ): AsyncGenerator<RecordRow[]> {
    const records = table(modelName);
    const { model } = records;
    const filter = filterOf(model);
    const page = prepare<SqlRow>(
      `select ${model.columns.join(', ')} from ${model.table} where id > ?${condition}${filter.sql} order by id limit ${pageSize}`,
    );
    const read = (from: string): SqlRow[] => page.all(from, ...bindings, ...filter.bindings);
    for (let rows = read(after); rows.length > 0; rows = read(String(rows.at(-1)?.['id']))) {
      yield rows.map((row) => records.fromSql(row));
      await pause();
    }
  }
  const inRange = (range: IdRange): AsyncGenerator<RecordRow[]> =>
    pages(
      range.modelName,
      range.after,
      range.until === null ? '' : ' and id <= ?',
      range.until === null ? [] : [range.until],
    );

  async function split(range: IdRange, size: number): Promise<RangeDigest[]> {
    const parts: RangeDigest[] = [];
    let hash = createHash('sha256');
    let count = 0;
    let after = range.after;
    const close = (until: string | null): void => {
      parts.push({ modelName: range.modelName, after, until, count, digest: hash.digest('hex') });
      hash = createHash('sha256');
      count = 0;
      after = until ?? '';
    };
    let last: string | null = null;
    for await (const rows of inRange(range)) {
      for (const record of rows) {
        if (count === size && last !== null) close(last);
        hash.update(`${canonicalJson(record)}\n`);
        count += 1;
        last = String(record['id']);
      }
    }
    // To the very end, where the other side may have more.
    close(range.until);
    return parts;
  }

  function count({ modelName, after, until }: IdRange): number {
    const { model } = table(modelName);
    const filter = filterOf(model);
    const end = until === null ? '' : ' and id <= ?';
    return (
      prepare<{ n: number }>(`select count(*) as n from ${model.table} where id > ?${end}${filter.sql}`).get(
        after,
        ...(until === null ? [] : [until]),
        ...filter.bindings,
      )?.n ?? 0
    );
  }

  return {
    count,
    async digest(range) {
      const [whole] = await split(range, Number.POSITIVE_INFINITY);
      return whole ?? { ...range, count: 0, digest: '' };
    },
    split: (range, parts) => split(range, Math.max(1, Math.ceil(count(range) / parts))),
    async list(range) {
      const list: RecordDigest[] = [];
      for await (const rows of inRange(range))
        for (const record of rows)
          list.push({
            id: String(record['id']),
            digest: createHash('sha256').update(canonicalJson(record)).digest('hex'),
          });
      return list;
    },
    async day(model, from, to) {
      const dayField = dayFieldOf(model);
      const summed = summedFields(model);
      const totals: Record<string, number> = Object.fromEntries(summed.map((name) => [name, 0]));
      const hash = createHash('sha256');
      let records = 0;
      for await (const rows of pages(model.name, '', ` and ${dayField} >= ? and ${dayField} < ?`, [from, to])) {
        for (const record of rows) {
          hash.update(`${canonicalJson(record)}\n`);
          records += 1;
          for (const name of summed) totals[name] = (totals[name] ?? 0) + Number(record[name] ?? 0);
        }
      }
      return { modelName: model.name, dayField, count: records, digest: hash.digest('hex'), totals };
    },
  };
}

/** The fields whose sum over many records says something. */
function summedFields(model: Model): readonly string[] {
  return Object.entries(model.fields).flatMap(([name, field]) =>
    field.kind === 'integer' || (field.kind === 'money' && field.perPiece !== true) ? [name] : [],
  );
}

/** The field that says to which business day a record belongs: its own time where it has one, else when it was made. */
function dayFieldOf(model: Model): string {
  const own = Object.entries(model.fields).find(([, field]) => field.kind === 'datetime' && field.required === true);
  return own?.[0] ?? 'created_at';
}
