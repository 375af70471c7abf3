import { z } from 'zod';

/** What one field of a record may hold. Money is whole cents, times are UTC ISO-8601 text. */
export const fieldValueSchema = z.union([z.string(), z.number(), z.boolean(), z.null()]);
export type FieldValue = z.infer<typeof fieldValueSchema>;

/** A record as it is kept, sent and shown: snake_case fields by name. */
export const recordSchema = z.record(z.string(), fieldValueSchema);
export type RecordRow = z.infer<typeof recordSchema>;

/** Which record. */
export interface RecordName {
  readonly modelName: string;
  readonly modelId: string;
}

/** A record as the key of a map or set. */
export const keyOf = ({ modelName, modelId }: RecordName): string => `${modelName} ${modelId}`;

export const actions = ['create', 'update', 'delete'] as const;
export const actionSchema = z.enum(actions);
/** What happened to a record. */
export type Action = z.infer<typeof actionSchema>;

export const syncStatuses = ['pending', 'syncing', 'completed', 'failed'] as const;
export const syncStatusSchema = z.enum(syncStatuses);
/** Where a change is on its way to head office. */
export type SyncStatus = z.infer<typeof syncStatusSchema>;
