import { z } from 'zod';
import { feedMarkSchema, mostPositions } from './common.ts';
import { recordSchema } from '../record.ts';

/**
 * `GET /v1/pull?after=<sequence>&limit=<n>&mode=changes|latest` (with token).
 * `changes`: the feed as it happened, groups never split between pages. `latest`: only the newest state of each record, deletions included, for the initial load.
 */
export const pullQuerySchema = z.object({
  after: z.coerce.number().int().nonnegative(),
  limit: z.coerce.number().int().min(1).max(5000).default(1000),
  mode: z.enum(['changes', 'latest']).default('changes'),
  /** The epoch the branch believes in; another one is answered 409 `epoch-changed` (I17). */
  epoch: z.uuid().optional(),
  /** Who asks, and what head office may know it by (I18), separated by commas. Left out by a branch that only wants to know what there would be. */
  installationId: z.uuid().optional(),
  known: z
    .string()
    .max(37 * mostPositions)
    .regex(/^[0-9a-f,-]*$/)
    .optional(),
  /** The newest mark of the feed that the branch was given (I17). */
  mark: feedMarkSchema.optional(),
});
export type PullQuery = z.infer<typeof pullQuerySchema>;

export const feedEntrySchema = z.object({
  sequence: z.number().int(),
  transactionId: z.string().nullable(),
  modelName: z.string(),
  modelId: z.string(),
  action: z.enum(['upsert', 'delete']),
  version: z.number().int(),
  /** Fields that this change altered; null = all. */
  changedFields: z.array(z.string()).nullable(),
  /** The whole record after the change; for a delete, as it was. */
  data: recordSchema,
  /** Who made it; null = head office. */
  branchId: z.string().nullable(),
  hlc: z.string(),
  at: z.string(),
});
export type FeedEntry = z.infer<typeof feedEntrySchema>;

export const pullAnswerSchema = z.object({
  epoch: z.uuid(),
  time: z.string(),
  /** The newest sequence in the feed. */
  head: z.number().int(),
  /** Where to go on: greater than or equal to the last entry's sequence (entries that are not for this branch are passed over). */
  next: z.number().int(),
  hasMore: z.boolean(),
  /** Of `next`. */
  mark: feedMarkSchema.optional(),
  /** A backup of head office holds the feed up to there; null = there is none (I17). */
  backedUpTo: z.number().int().nullable().optional(),
  /** With `mode=latest` and `after=0`: how many entries there are, this page included (for progress). */
  remaining: z.number().int().optional(),
  changes: z.array(feedEntrySchema),
});
export type PullAnswer = z.infer<typeof pullAnswerSchema>;
