import { z } from 'zod';
import { recordSchema } from '../record.ts';

/** `GET /v1/records/<model>/<id>` (with token): one record as head office holds it now. `record` is null when it was deleted or never known. */
export const recordAnswerSchema = z.object({
  epoch: z.uuid(),
  modelName: z.string(),
  modelId: z.string(),
  /** 0 = never known */
  version: z.number().int(),
  record: recordSchema.nullable(),
});
export type RecordAnswer = z.infer<typeof recordAnswerSchema>;
