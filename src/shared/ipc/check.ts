import { z } from 'zod';
import { dayTotalsSchema, modelDigestSchema } from '../protocol/verify.ts';
import { fieldValueSchema } from '../record.ts';

export const differenceKinds = ['missing-here', 'missing-there', 'differs'] as const;

/** A record that branch and head office do not hold alike. */
export const differenceSchema = z.object({
  modelName: z.string(),
  modelId: z.string(),
  title: z.string(),
  kind: z.enum(differenceKinds),
  /** With `differs`: the fields, and what each side holds. */
  fields: z.array(z.object({ name: z.string(), branch: fieldValueSchema, master: fieldValueSchema })),
  /** It has unsent or refused changes here, which explain it; a repair leaves it alone. */
  unsent: z.boolean(),
});
export type Difference = z.infer<typeof differenceSchema>;

export const verifyRowSchema = z.object({
  modelName: z.string(),
  equal: z.boolean(),
  branch: modelDigestSchema.pick({ count: true, digest: true }),
  master: modelDigestSchema.pick({ count: true, digest: true }),
  /** How many records differ. */
  differing: z.number().int(),
});

export const verifyAnswerSchema = z.object({
  equal: z.boolean(),
  /** False while changes are unsent or unread, when a difference proves nothing. */
  settled: z.boolean(),
  models: z.array(verifyRowSchema),
  /** Record by record, the first thousand. */
  differences: z.array(differenceSchema),
  /** How many there are in all. */
  differenceCount: z.number().int(),
  checkedAt: z.string(),
});
export type VerifyAnswer = z.infer<typeof verifyAnswerSchema>;

const totalsSchema = dayTotalsSchema.pick({ count: true, digest: true, totals: true });

export const certificateSchema = z.object({
  /** `2026-11-24`, in the time zone of this computer. */
  day: z.string(),
  timeZone: z.string(),
  /** The day's borders, ISO-8601 UTC: from (inclusive), to (exclusive). */
  from: z.string(),
  to: z.string(),
  branch: z.object({ id: z.string(), name: z.string() }),
  masterUrl: z.string(),
  /** When it was made, by this computer's clock. */
  at: z.string(),
  lastConfirmedAt: z.string().nullable(),
  /** Everything of the day is the same on both sides, and nothing is unsent or unread. */
  confirmed: z.boolean(),
  settled: z.boolean(),
  models: z.array(
    z.object({
      modelName: z.string(),
      /** The field that says to which day a record belongs. */
      dayField: z.string(),
      equal: z.boolean(),
      branch: totalsSchema,
      master: totalsSchema,
    }),
  ),
});
export type Certificate = z.infer<typeof certificateSchema>;

export const checkContract = {
  /** Compares counts and digests with head office, per model; where they differ, finds the records in a logarithmic number of requests. */
  'branch.verify': { input: z.object({}), output: verifyAnswerSchema },
  /** What a running comparison or repair has done so far; null when none runs. The topic `check` tells of changes. */
  'branch.checkProgress': {
    input: z.object({}),
    output: z
      .object({ phase: z.enum(['compare', 'search', 'repair']), done: z.number().int(), total: z.number().int() })
      .nullable(),
  },
  /**
   * Syncs, compares, then logs what head office lacks and takes what differs from head office. Records with unsent changes are left alone; a local version
   * that is replaced is kept among the conflicts.
   */
  'branch.repair': {
    input: z.object({}),
    output: z.object({
      /** How many records differed. */
      found: z.number().int(),
      /** Logged, to be sent to head office. */
      logged: z.number().int(),
      /** Taken from head office. */
      taken: z.number().int(),
      /** Left alone, because they have unsent or refused changes. */
      left: z.number().int(),
    }),
  },
  /** What a business day holds on both sides: counts, totals, digests. Default: today. */
  'branch.certificate': {
    input: z.object({ day: z.iso.date().optional() }),
    output: certificateSchema,
  },
} as const;
