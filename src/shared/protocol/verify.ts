import { z } from 'zod';
import { recordSchema } from '../record.ts';

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

/** Records of a model whose id is greater than `after` and not greater than `until`; null = to the end. */
export const idRangeSchema = z.object({
  modelName: z.string().max(100),
  after: z.string().max(36),
  until: z.string().max(36).nullable(),
});
export type IdRange = z.infer<typeof idRangeSchema>;

export const rangeDigestSchema = idRangeSchema.extend({ count: z.number().int(), digest: z.string() });
/** A range with its digest, computed as that of a whole model is. */
export type RangeDigest = z.infer<typeof rangeDigestSchema>;

export const recordDigestSchema = z.object({ id: z.string(), digest: z.string() });
/** SHA-256 (hex) of a record's canonical JSON. */
export type RecordDigest = z.infer<typeof recordDigestSchema>;

/**
 * `POST /v1/digests/ranges` (with token): for each range either its parts with their digests, or, where it holds few records, each record's digest. Asking on
 * for the parts that differ finds the records that differ in a number of requests that grows with the logarithm of their number.
 */
export const rangesRequestSchema = z.object({ ranges: z.array(idRangeSchema).min(1).max(500) });
export type RangesRequest = z.infer<typeof rangesRequestSchema>;

export const rangesAnswerSchema = z.object({
  epoch: z.uuid(),
  head: z.number().int(),
  /** One for each range asked, in order. */
  ranges: z.array(
    z.object({ parts: z.array(rangeDigestSchema).nullable(), records: z.array(recordDigestSchema).nullable() }),
  ),
});
export type RangesAnswer = z.infer<typeof rangesAnswerSchema>;

/** `POST /v1/records/lookup` (with token): records as head office holds them, all of one moment; as many as a push may hold, so that a group fits in (I10). */
export const lookupRequestSchema = z.object({
  records: z
    .array(z.object({ modelName: z.string().max(100), modelId: z.uuid() }))
    .min(1)
    .max(20_000),
});
export type LookupRequest = z.infer<typeof lookupRequestSchema>;
/** `record` is null when it was deleted or never known. */
const recordAnswerSchema = z.object({
  epoch: z.uuid(),
  modelName: z.string(),
  modelId: z.string(),
  /** 0 = never known */
  version: z.number().int(),
  record: recordSchema.nullable(),
});
export type RecordAnswer = z.infer<typeof recordAnswerSchema>;
export const lookupAnswerSchema = z.object({ records: z.array(recordAnswerSchema) });
export type LookupAnswer = z.infer<typeof lookupAnswerSchema>;

export const dayTotalsSchema = modelDigestSchema.extend({
  /** The field that says to which day a record belongs. */
  dayField: z.string(),
  /** Sums of the model's money and whole-number fields, by field; prices of one piece are not summed. */
  totals: z.record(z.string(), z.number()),
});
export type DayTotals = z.infer<typeof dayTotalsSchema>;

/** `GET /v1/day?from=&to=` (with token): what the records of a business day come to, per model. Instants, ISO-8601 UTC; `to` is exclusive. */
export const dayQuerySchema = z.object({ from: z.iso.datetime(), to: z.iso.datetime() });
export type DayQuery = z.infer<typeof dayQuerySchema>;
export const dayAnswerSchema = z.object({
  epoch: z.uuid(),
  head: z.number().int(),
  models: z.array(dayTotalsSchema),
});
export type DayAnswer = z.infer<typeof dayAnswerSchema>;
