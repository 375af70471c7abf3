import { z } from 'zod';

/** `POST /v1/enroll`: a one-time code for a token. The code is worth nothing after it was used once or has expired. */
export const enrollRequestSchema = z.object({
  code: z.string().min(1).max(64),
  /** UUID of this installation of the branch app: a copy of the data folder elsewhere can be told from the original (I18). */
  installationId: z.uuid(),
  appVersion: z.string().max(40),
});
export type EnrollRequest = z.infer<typeof enrollRequestSchema>;

export const enrollAnswerSchema = z.object({
  branchId: z.uuid(),
  branchName: z.string(),
  /** Bearer token; the master keeps only its SHA-256. */
  token: z.string(),
  masterId: z.uuid(),
  epoch: z.uuid(),
  publicKey: z.string(),
});
export type EnrollAnswer = z.infer<typeof enrollAnswerSchema>;

/** `GET /v1/branch` (with token): who the master takes us for. */
export const branchAnswerSchema = z.object({
  branchId: z.uuid(),
  branchName: z.string(),
  epoch: z.uuid(),
  head: z.number().int(),
  /** What head office knows the branch by; null = it has sent nothing yet (I18). */
  position: z.uuid().nullable().optional(),
});
export type BranchAnswer = z.infer<typeof branchAnswerSchema>;
