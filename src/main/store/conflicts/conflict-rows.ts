import { z } from 'zod';
import { conflictAuthorSchema, conflictRuleSchema, conflictSideSchema } from '../../../shared/protocol/conflict.ts';
import { conflictKinds, conflictStates, type ConflictSummary } from '../../../shared/ipc/conflicts.ts';
import { fieldValueSchema, recordSchema } from '../../../shared/record.ts';
import type { StoreContext } from '../context.ts';
import { openContent, type LostFields } from './sealed-content.ts';

const sideSchema = conflictSideSchema.extend({ record: recordSchema.nullable() });

/** What `sync_conflicts.content` holds: both sides as this branch sees them, what is sensitive sealed (see sealed-content.ts). */
const contentSchema = z.object({
  ours: sideSchema,
  theirs: sideSchema,
  fields: z.record(
    z.string(),
    z.object({
      ours: fieldValueSchema,
      oursBy: conflictAuthorSchema,
      theirs: fieldValueSchema,
      theirsBy: conflictAuthorSchema,
      winner: z.enum(['ours', 'theirs']),
    }),
  ),
  /** What was given up may have been a change of some fields only; null = the whole record. */
  changedFields: z.array(z.string()).nullable(),
  reason: z.object({ code: z.string(), message: z.string() }).nullable(),
});
export type ConflictContent = z.infer<typeof contentSchema>;

const resolverSchema = conflictAuthorSchema.omit({ at: true });
export type ConflictResolver = z.infer<typeof resolverSchema>;

/** A row of `sync_conflicts` as SQLite holds it. */
export interface ConflictSqlRow {
  id: string;
  model_name: string;
  model_id: string;
  kind: string;
  rule: string | null;
  title: string;
  at: string;
  state: string;
  content: string;
  resolved_at: string | null;
  resolved_by: string | null;
}

export interface StoredConflict {
  readonly summary: ConflictSummary;
  readonly content: ConflictContent;
  readonly lost: LostFields;
}

/** One that is damaged is not a reason to hide the others, nor itself: it waits for a person like them. */
export function toConflict(context: Pick<StoreContext, 'vault'>, row: ConflictSqlRow): StoredConflict {
  try {
    return readConflict(context, row);
  } catch {
    // What is wrong with it helps nobody, and the words of the parser quote the record.
    return unreadableConflict(row);
  }
}

const nobody = { branchId: null, name: null, at: null, action: 'update' } as const;

function unreadableConflict(row: ConflictSqlRow): StoredConflict {
  const side = { ...nobody, record: null };
  return {
    content: { ours: side, theirs: side, fields: {}, changedFields: null, reason: null },
    lost: { ours: [], theirs: [] },
    summary: {
      id: row.id,
      modelName: row.model_name,
      modelId: row.model_id,
      kind: z.enum(conflictKinds).catch('fields').parse(row.kind),
      rule: null,
      title: row.title,
      at: row.at,
      state: z.enum(conflictStates).catch('open').parse(row.state),
      fields: [],
      ours: nobody,
      theirs: nobody,
      resolved: null,
      unreadable: true,
    },
  };
}

function readConflict(context: Pick<StoreContext, 'vault'>, row: ConflictSqlRow): StoredConflict {
  const { content, lost } = openContent(context, row.model_name, contentSchema.parse(JSON.parse(row.content)));
  const { record: _ours, ...ours } = content.ours;
  const { record: _theirs, ...theirs } = content.theirs;
  const by = row.resolved_by === null ? null : resolverSchema.parse(JSON.parse(row.resolved_by));
  return {
    content,
    lost,
    summary: {
      id: row.id,
      modelName: row.model_name,
      modelId: row.model_id,
      kind: z.enum(conflictKinds).parse(row.kind),
      rule: row.rule === null ? null : conflictRuleSchema.parse(row.rule),
      title: row.title,
      at: row.at,
      state: z.enum(conflictStates).parse(row.state),
      fields: Object.keys(content.fields),
      ours,
      theirs,
      resolved: row.resolved_at === null || by === null ? null : { at: row.resolved_at, by },
      unreadable: false,
    },
  };
}
