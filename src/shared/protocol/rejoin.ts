import { z } from 'zod';
import { feedMarkSchema } from './common.ts';

/** Most change ids in one question for receipts. */
export const mostReceipts = 5000;

/** `POST /v1/receipts` (with token): which of these changes of this branch were accepted. The others were not, or were forgotten when a backup was put back. */
export const receiptsRequestSchema = z.object({ changeIds: z.array(z.uuid()).max(mostReceipts) });
export type ReceiptsRequest = z.infer<typeof receiptsRequestSchema>;

export const knownReceiptSchema = z.object({
  changeId: z.uuid(),
  sequence: z.number().int(),
  version: z.number().int(),
  confirmedAt: z.string(),
  /** Hybrid time of the change as it was accepted: another one under the same id is another change. */
  hlc: z.string().nullable(),
});
export type KnownReceipt = z.infer<typeof knownReceiptSchema>;

export const receiptsAnswerSchema = z.object({ epoch: z.uuid(), receipts: z.array(knownReceiptSchema) });
export type ReceiptsAnswer = z.infer<typeof receiptsAnswerSchema>;

/**
 * `POST /v1/common` (with token): up to which sequence the feed that a branch has read under another epoch is the feed of now (I17). Everything the branch
 * knows from behind it may be missing at head office.
 */
export const commonRequestSchema = z.object({
  /** The epoch under which the branch has read. */
  epoch: z.uuid(),
  /** Marks that it was given, in any order. */
  marks: z.array(feedMarkSchema).max(100),
});
export type CommonRequest = z.infer<typeof commonRequestSchema>;

export const commonAnswerSchema = z.object({
  epoch: z.uuid(),
  common: z.number().int(),
  head: z.number().int(),
  /** Every version of the epoch of now is above this, and no version of one before it counts for more. */
  versionFloor: z.number().int().nonnegative().optional(),
});
export type CommonAnswer = z.infer<typeof commonAnswerSchema>;

/** `POST /v1/rejoin` (with token): from now on this installation is the branch, and every other one that has its credentials is turned away (I18). */
export const rejoinRequestSchema = z.object({ installationId: z.uuid() });
export type RejoinRequest = z.infer<typeof rejoinRequestSchema>;

export const rejoinAnswerSchema = z.object({ epoch: z.uuid(), head: z.number().int() });
export type RejoinAnswer = z.infer<typeof rejoinAnswerSchema>;
