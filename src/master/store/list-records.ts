import { spellingsOf } from '../../shared/composed-text.ts';
import type { RecordRow } from '../../shared/record.ts';
import type { KnownSource } from './load-known.ts';
import type { RecordQuery } from './master-store.ts';

const defaultLimit = 100;

/** A page of a model's records in order of id, and how many match. The search looks into the text fields that are not sensitive. */
export function listRecords(
  { prepare, models, tables }: KnownSource,
  modelName: string,
  query: RecordQuery,
): { rows: RecordRow[]; total: number } {
  const model = models.get(modelName);
  const table = tables.get(model.name);
  if (!table) return { rows: [], total: 0 };
  const search = query.search?.trim() ?? '';
  const spellings = search === '' ? [] : spellingsOf(search);
  const fields = [
    'id',
    ...Object.entries(model.fields).flatMap(([name, field]) =>
      field.kind === 'text' && !field.sensitive ? [name] : [],
    ),
  ];
  const tests = spellings.flatMap(() => fields.map((name) => `${name} like ? escape '\\'`));
  const where = search === '' ? '' : ` where ${tests.join(' or ')}`;
  const bindings = spellings.flatMap((spelling) =>
    fields.map(() => `%${spelling.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`),
  );
  const rows = prepare<Record<string, string | number | null>>(
    `select ${model.columns.join(', ')} from ${model.table}${where} order by id limit ? offset ?`,
  ).all(...bindings, query.limit ?? defaultLimit, query.offset ?? 0);
  const total = prepare<{ n: number }>(`select count(*) as n from ${model.table}${where}`).get(...bindings)?.n ?? 0;
  return { rows: rows.map((row) => table.fromSql(row)), total };
}
