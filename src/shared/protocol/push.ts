import { z } from 'zod';
import { changeSchema, feedMarkSchema, positionSchema } from './common.ts';

/**
 * `POST /v1/push` (with token). Body may be compressed (`Content-Encoding`). Changes are in the order in which they must be applied (I9). An empty list
 * asks whether changes would be taken now.
 */
export const pushRequestSchema = z.object({
  installationId: z.uuid(),
  /** The epoch the branch believes in; another one is answered 409 `epoch-changed` (I17). */
  epoch: z.uuid(),
  /** The branch's clock when it sent this, ISO-8601 UTC. */
  sentAt: z.string().max(40),
  position: positionSchema.optional(),
  /** The newest mark of the feed that the branch was given. */
  mark: feedMarkSchema.optional(),
  changes: z.array(changeSchema),
});
export type PushRequest = z.infer<typeof pushRequestSchema>;

export const resultStatuses = ['applied', 'merged', 'conflict', 'duplicate', 'rejected'] as const;
export const resultStatusSchema = z.enum(resultStatuses);
/**
 * `applied`: as sent. `merged`: with others' changes of other fields. `conflict`: others changed the same field, the loser is kept.
 * `duplicate`: it was here already; the receipt is the first one's (I7). `rejected`: refused, see `error`.
 */
export type ResultStatus = z.infer<typeof resultStatusSchema>;

export const rejectionSchema = z.object({
  code: z.string(),
  /** One sentence that a clerk understands. */
  message: z.string(),
  field: z.string().optional(),
  /** The change of the same group that caused the refusal, when it is another one (I10). */
  causedBy: z.uuid().optional(),
});
export type Rejection = z.infer<typeof rejectionSchema>;

export const changeResultSchema = z.object({
  changeId: z.uuid(),
  status: resultStatusSchema,
  /** With every status but `rejected`: the receipt. */
  sequence: z.number().int().optional(),
  version: z.number().int().optional(),
  confirmedAt: z.string().optional(),
  /** Whether head office now holds something else than was sent; it then comes back in the feed (I13). */
  altered: z.boolean().optional(),
  /** With `rejected` only. */
  error: rejectionSchema.optional(),
});
export type ChangeResult = z.infer<typeof changeResultSchema>;

export const pushAnswerSchema = z.object({
  epoch: z.uuid(),
  /** The master's clock when the request had arrived. */
  receivedAt: z.string(),
  /** The newest sequence in the feed. */
  head: z.number().int(),
  /** Of the head. */
  mark: feedMarkSchema.optional(),
  /** A backup of head office holds the feed up to there; null = there is none (I17). */
  backedUpTo: z.number().int().nullable().optional(),
  /** One per change, in the order of the request. */
  results: z.array(changeResultSchema),
});
export type PushAnswer = z.infer<typeof pushAnswerSchema>;
