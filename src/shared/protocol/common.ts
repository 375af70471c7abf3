import { z } from 'zod';
import { actionSchema, recordSchema } from '../record.ts';

/** The newest version of the wire protocol, and the oldest that this software still speaks. */
export const protocolVersion = 1;
export const oldestProtocolVersion = 1;

/** The version of the record schema (all models together) that this software knows; raised by each migration of records. */
export const recordSchemaVersion = 1;

/** Sent with every request, so that a log line at head office can be matched with one at the branch. */
export const runIdHeader = 'x-synclog-run';
export const protocolHeader = 'x-synclog-protocol';

/**
 * Names an entry of the feed, `<sequence>:<16 hex digits>`. A branch keeps some of those it is given and shows them again: a head office that was put
 * back to an older copy has another entry there, or none (I17).
 */
export const feedMarkSchema = z.string().regex(/^[1-9]\d{0,15}:[0-9a-f]{16}$/);

/** How many positions a branch may be at: it asks (`GET /v1/branch`) before there are more. */
export const mostPositions = 64;

/**
 * Where a branch stands in its talk with head office (I18). `known`: what head office may know it by, the oldest first; more than one while answers are
 * missing. `next`: what it is known by once this request has been taken; new for each request.
 */
export const positionSchema = z.object({ known: z.array(z.uuid()).max(mostPositions), next: z.uuid() });

/** Body of every answer that is not 2xx. */
export const wireErrorSchema = z.object({
  error: z.object({ code: z.string(), message: z.string(), field: z.string().optional() }),
});
export type WireError = z.infer<typeof wireErrorSchema>;

/** One change on its way to the master. */
export const changeSchema = z.object({
  changeId: z.uuid(),
  /** Changes with the same id that follow each other are applied all or none (I10); null = on its own. */
  transactionId: z.uuid().nullable(),
  modelName: z.string().min(1).max(100),
  modelId: z.uuid(),
  action: actionSchema,
  /** The fields this change means to set; null = the whole record. */
  changedFields: z.array(z.string().max(100)).max(500).nullable(),
  /** The whole record as it is at the branch; for a delete, as it was. */
  data: recordSchema,
  /** The master's version of the record that this change was made upon; null = none known. */
  baseVersion: z.number().int().nonnegative().nullable(),
  payloadVersion: z.number().int().positive(),
  /** Hybrid time of the edit. */
  hlc: z.string().max(120),
  /** The conflicts of this record that a person decided with this change. */
  resolves: z.array(z.string().max(64)).max(1000).optional(),
  /** When it was recorded, by the branch's clock. */
  recordedAt: z.string().max(40),
});
export type Change = z.infer<typeof changeSchema>;
