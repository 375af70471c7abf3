import { z } from 'zod';
import { actionSchema, recordSchema, syncStatusSchema } from './record.ts';

/** The master's word that it holds a change: the place in its feed, the version the record has there, and the master's time. */
export const receiptSchema = z.object({
  sequence: z.number().int(),
  version: z.number().int(),
  confirmed_at: z.string(),
});
export type Receipt = z.infer<typeof receiptSchema>;

/** One row of `sync_logs`: one unsent or sent change of one record. */
export const syncLogSchema = z.object({
  id: z.number().int(),
  model_name: z.string(),
  model_id: z.string(),
  action: actionSchema,
  sync_status: syncStatusSchema,
  sync_attempts: z.number().int(),
  last_sync_attempt: z.string().nullable(),
  error_message: z.string().nullable(),
  error_code: z.string().nullable(),
  /** The field of the record that the refusal is about, where head office named one. */
  error_field: z.string().nullable(),
  /** The record; for deletes, and for a change whose record was edited again while it was on its way. */
  data: recordSchema.nullable(),
  /** UUIDv7 that names this change for ever. */
  change_id: z.string(),
  /** null = the whole record */
  changed_fields: z.array(z.string()).nullable(),
  /** Changes saved together; null = travels on its own. */
  transaction_id: z.string().nullable(),
  base_version: z.number().int().nullable(),
  payload_version: z.number().int(),
  /** Hybrid time of the newest edit in it. */
  hlc: z.string(),
  /** The conflicts that a person decided with it. */
  resolves: z.array(z.string()).nullable().optional(),
  /** Sent, and no answer came. */
  in_doubt: z.boolean(),
  next_attempt_at: z.string().nullable(),
  /** The refused log that this one waits behind. */
  held_by: z.number().int().nullable(),
  receipt: receiptSchema.nullable(),
  /** Some of it is damaged, and null in place of what it was. */
  unreadable: z.boolean().optional(),
  created_at: z.string(),
  updated_at: z.string(),
});
export type SyncLogRow = z.infer<typeof syncLogSchema>;

export const syncLogStatsSchema = z.object({
  pending: z.number().int(),
  syncing: z.number().int(),
  completed: z.number().int(),
  failed: z.number().int(),
  total: z.number().int(),
});
/** Counts of `sync_logs` by status. */
export type SyncLogStats = z.infer<typeof syncLogStatsSchema>;
