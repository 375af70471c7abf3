import { z } from 'zod';

/**
 * `GET /v1/digests` (with token): per model that this branch receives, how many records head office holds and a digest of them. The digest is SHA-256 (hex)
 * over the canonical JSON of every record, one per line ("\n" after each), in order of id.
 */
export const modelDigestSchema = z.object({ modelName: z.string(), count: z.number().int(), digest: z.string() });
export type ModelDigest = z.infer<typeof modelDigestSchema>;

export const digestsAnswerSchema = z.object({
  epoch: z.uuid(),
  head: z.number().int(),
  models: z.array(modelDigestSchema),
});
export type DigestsAnswer = z.infer<typeof digestsAnswerSchema>;
