import { z } from 'zod';
import { fieldValueSchema, recordSchema } from '../record.ts';

/** Conflicts travel in the feed as records of this name, to the branches they concern and to no other. No model may be called so. */
export const conflictModelName = 'SyncConflict';

export const conflictRules = ['last-write-wins', 'master-wins', 'manual'] as const;
export const conflictRuleSchema = z.enum(conflictRules);
/** Which change wins when two people changed the same field. */
export type ConflictRule = z.infer<typeof conflictRuleSchema>;

/** Who wrote something, and when. */
export const conflictAuthorSchema = z.object({
  /** null = head office */
  branchId: z.string().nullable(),
  /** The branch's name then; null = head office. */
  name: z.string().nullable(),
  /** By head office's clock as far as it was known, ISO-8601 UTC; null when the writer's clock was wrong. */
  at: z.string().nullable(),
});
export type ConflictAuthor = z.infer<typeof conflictAuthorSchema>;

/** One of the two versions that met. */
export const conflictSideSchema = conflictAuthorSchema.extend({
  action: z.enum(['update', 'delete']),
  /** The whole record as this side had it; of a deletion, as it was before. */
  record: recordSchema,
});

/** A disagreement between two people, as head office keeps it and tells both of them (I16). */
export const conflictNoteSchema = z.object({
  id: z.string(),
  modelName: z.string(),
  modelId: z.string(),
  /** `fields`: both changed the same field. `delete-update`: one deleted what the other changed; the change survives. */
  kind: z.enum(['fields', 'delete-update']),
  rule: conflictRuleSchema,
  /** What names the record to a person. */
  title: z.string(),
  /** When head office found it, ISO-8601 UTC. */
  at: z.string(),
  /** The record's version after it. */
  version: z.number().int(),
  /** What head office held when the other one arrived. */
  held: conflictSideSchema,
  arrived: conflictSideSchema,
  /** With `fields` only: both values of each field, which one stands, and who wrote the one that head office held. */
  fields: z.record(
    z.string(),
    z.object({
      held: fieldValueSchema,
      arrived: fieldValueSchema,
      winner: z.enum(['held', 'arrived']),
      heldBy: conflictAuthorSchema,
    }),
  ),
  /** A person has decided: when, and where. */
  resolved: z.object({ at: z.string(), by: conflictAuthorSchema.omit({ at: true }) }).nullable(),
});
export type ConflictNote = z.infer<typeof conflictNoteSchema>;

/** The `data` of a feed entry that carries a conflict: the note as JSON text, because a record's fields hold single values. */
export const conflictEntryDataSchema = z.object({ id: z.string(), note: z.string() });
