import { z } from 'zod';
import { conflictAuthorSchema, conflictRuleSchema, conflictSideSchema } from '../protocol/conflict.ts';
import { fieldValueSchema, recordSchema } from '../record.ts';

export const conflictStates = ['open', 'resolved'] as const;
export type ConflictState = (typeof conflictStates)[number];

/**
 * `fields`: two people changed the same field. `delete-update`: one deleted what the other changed (the change survives). `given-up`: a refused change was
 * given up for head office's version. `repaired`: a check found this branch to differ, and it took head office's version.
 */
export const conflictKinds = ['fields', 'delete-update', 'given-up', 'repaired'] as const;

export const conflictSides = ['ours', 'theirs'] as const;

/** A side as a list shows it. `ours` is what was written here, or stood here when the other one arrived. */
const sideSummarySchema = conflictSideSchema.omit({ record: true });

/** With its record; null: this side has no such record. */
const detailSideSchema = conflictSideSchema.extend({ record: recordSchema.nullable() });

export const conflictSummarySchema = z.object({
  id: z.string(),
  modelName: z.string(),
  modelId: z.string(),
  kind: z.enum(conflictKinds),
  /** null where no rule decided. */
  rule: conflictRuleSchema.nullable(),
  title: z.string(),
  /** When it was found, ISO-8601 UTC. */
  at: z.string(),
  state: z.enum(conflictStates),
  /** The fields it is about; empty where whole records stand against each other. */
  fields: z.array(z.string()),
  ours: sideSummarySchema,
  theirs: sideSummarySchema,
  resolved: z.object({ at: z.string(), by: conflictAuthorSchema.omit({ at: true }) }).nullable(),
  /** What is kept of it is damaged: its sides and fields say nothing, and only `values` decide it. */
  unreadable: z.boolean(),
});
export type ConflictSummary = z.infer<typeof conflictSummarySchema>;

export const conflictFieldSchema = z.object({
  name: z.string(),
  ours: fieldValueSchema,
  oursBy: conflictAuthorSchema,
  theirs: fieldValueSchema,
  theirsBy: conflictAuthorSchema,
  /** The value that stood after head office's rule. */
  winner: z.enum(conflictSides),
  /** The sides whose value cannot be decrypted here: it is null there, and choosing it changes nothing. */
  lost: z.array(z.enum(conflictSides)),
  /** What the record holds here now; null also when it is deleted. */
  current: fieldValueSchema,
});
export type ConflictField = z.infer<typeof conflictFieldSchema>;

export const conflictDetailSchema = conflictSummarySchema.extend({
  ours: detailSideSchema,
  theirs: detailSideSchema,
  /** Field by field; of whole records, those that differ. */
  differences: z.array(conflictFieldSchema),
  /** The record as it is here now; null = deleted. */
  current: recordSchema.nullable(),
  /** Why a given-up change had been refused. */
  reason: z.object({ code: z.string(), message: z.string() }).nullable(),
});
export type ConflictDetail = z.infer<typeof conflictDetailSchema>;

export const conflictsContract = {
  /** Newest first. `total` is how many match, `open` how many records of this branch are in an open conflict. */
  'conflicts.list': {
    input: z.object({
      state: z.enum(conflictStates).optional(),
      model: z.string().optional(),
      /** Of one record only; with `model`. */
      recordId: z.string().optional(),
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(1000).default(100),
    }),
    output: z.object({ rows: z.array(conflictSummarySchema), total: z.number().int(), open: z.number().int() }),
  },
  'conflicts.get': { input: z.object({ id: z.string() }), output: conflictDetailSchema },
  /**
   * Decides: `keep` one side, or `values` to save, by field. What differs from the record is an ordinary logged change; head office and the other branch
   * learn that it is decided. A conflict that was decided may be decided anew: a value that lost can always be put back.
   */
  'conflicts.resolve': {
    input: z.union([
      z.object({ id: z.string(), keep: z.enum(conflictSides) }),
      z.object({ id: z.string(), values: z.record(z.string(), z.unknown()) }),
    ]),
    /** Whether the record itself was changed by it. */
    output: z.object({ changed: z.boolean() }),
  },
} as const;
