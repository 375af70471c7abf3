import { z } from 'zod';
import { conflictNoteSchema, type ConflictNote } from '../../shared/protocol/conflict.ts';
import type { Change } from '../../shared/protocol/common.ts';
import type { Prepare } from '../../sqlite/statement-cache.ts';
import type { KnownConflict } from '../judge/judgement.ts';
import type { ConflictQuery } from './master-store.ts';

const defaultLimit = 100;

/** Whom a conflict is told, and where in the feed each was told last. */
export const toldSchema = z.array(z.object({ branchId: z.string(), sequence: z.number().int() }));

/** The conflicts that these changes decide, by id. */
export function loadConflicts(prepare: Prepare, changes: readonly Change[]): Map<string, KnownConflict> {
  const ids = changes.flatMap((change) => change.resolves ?? []);
  if (ids.length === 0) return new Map();
  const rows = prepare<{ id: string; model_name: string; model_id: string; told: string }>(
    'select id, model_name, model_id, told from conflicts where id in (select value from json_each(?))',
  ).all(JSON.stringify(ids));
  return new Map(
    rows.map((row) => [
      row.id,
      {
        modelName: row.model_name,
        modelId: row.model_id,
        parties: toldSchema.parse(JSON.parse(row.told)).map((told) => told.branchId),
      },
    ]),
  );
}

export function findConflict(prepare: Prepare, id: string): ConflictNote | undefined {
  const row = prepare<{ note: string }>('select note from conflicts where id = ?').get(id);
  return row && conflictNoteSchema.parse(JSON.parse(row.note));
}

/** Newest first; how many match, and how many wait for a person. */
export function listConflicts(
  prepare: Prepare,
  query: ConflictQuery,
): { readonly rows: ConflictNote[]; readonly total: number; readonly open: number } {
  const parts: string[] = [];
  const bindings: string[] = [];
  if (query.state) parts.push(`resolved_at is ${query.state === 'open' ? '' : 'not '}null`);
  if (query.model !== undefined) {
    parts.push('model_name = ?');
    bindings.push(query.model);
  }
  const where = parts.length > 0 ? ` where ${parts.join(' and ')}` : '';
  const rows = prepare<{ note: string }>(
    `select note from conflicts${where} order by at desc, id desc limit ? offset ?`,
  ).all(...bindings, query.limit ?? defaultLimit, query.offset ?? 0);
  const count = (condition: string, ...values: string[]): number =>
    prepare<{ n: number }>(`select count(*) as n from conflicts${condition}`).get(...values)?.n ?? 0;
  return {
    rows: rows.map((row) => conflictNoteSchema.parse(JSON.parse(row.note))),
    total: count(where, ...bindings),
    open: count(' where resolved_at is null'),
  };
}
