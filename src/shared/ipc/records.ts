import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { fieldValueSchema, recordSchema } from '../record.ts';
import { longestNote, mostLines, mostOfOne, payments, saleDraftSchema } from '../sale-draft.ts';
import { syncLogSchema } from '../sync-log.ts';

export const fieldDescriptorSchema = z.object({
  name: z.string(),
  kind: z.enum(['text', 'integer', 'money', 'boolean', 'datetime', 'choice', 'reference']),
  required: z.boolean(),
  sensitive: z.boolean(),
  /** Set by the program; shown, and not offered for change. */
  automatic: z.boolean(),
  unique: z.boolean(),
  multiline: z.boolean(),
  max: z.number().nullable(),
  min: z.number().nullable(),
  options: z.array(z.string()),
  /** Model that a reference points to. */
  model: z.string().nullable(),
  /** The record is a part of the one it refers to and goes with it. */
  partOf: z.boolean(),
  default: z.union([z.string(), z.number(), z.boolean(), z.null()]),
});
export type FieldDescriptor = z.infer<typeof fieldDescriptorSchema>;

export const modelDescriptorSchema = z.object({
  name: z.string(),
  table: z.string(),
  title: z.array(z.string()),
  fields: z.array(fieldDescriptorSchema),
  excluded: z.boolean(),
  appendOnly: z.boolean(),
});
export type ModelDescriptor = z.infer<typeof modelDescriptorSchema>;

/** What a record's badge says; `local` for records of models that stay at this branch. */
export const recordStateSchema = z.enum(['waiting', 'sending', 'confirmed', 'refused', 'conflict', 'local']);
export type RecordState = z.infer<typeof recordStateSchema>;

export const listedRecordSchema = z.object({
  record: recordSchema,
  state: recordStateSchema,
  /** Titles of the records it refers to, by field. */
  referenceTitles: z.record(z.string(), z.string()),
  /** Sum of its stock movements, for a product. */
  stock: z.number().int().optional(),
});
export type ListedRecord = z.infer<typeof listedRecordSchema>;

const modelInput = z.object({ model: z.string() });

export const recordsContract = {
  'records.models': { input: z.object({}), output: z.array(modelDescriptorSchema) },
  'records.list': {
    input: modelInput.extend({
      /** Every word of it is found in some text field. */
      search: z.string().max(200).default(''),
      state: recordStateSchema.optional(),
      /** Fields that must hold these values. */
      where: z.record(z.string(), fieldValueSchema).default({}),
      orderBy: z.string().default('created_at'),
      descending: z.boolean().default(true),
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(1000).default(100),
    }),
    output: z.object({ rows: z.array(listedRecordSchema), total: z.number().int() }),
  },
  'records.get': { input: modelInput.extend({ id: z.string() }), output: listedRecordSchema },
  /** Those of them that there are, in the order of the ids. */
  'records.getMany': {
    input: modelInput.extend({ ids: z.array(z.string()).max(500) }),
    output: z.array(listedRecordSchema),
  },
  /** Creates (no id, or an id that does not exist yet) or updates (only the fields given change). */
  'records.save': { input: modelInput.extend({ data: z.record(z.string(), z.unknown()) }), output: recordSchema },
  'records.remove': { input: modelInput.extend({ id: z.string() }), output: z.object({ removed: z.number().int() }) },
  /** The changes of one record that the log still holds, newest first. */
  'records.history': { input: modelInput.extend({ id: z.string() }), output: z.array(syncLogSchema) },
  /** Products for a sale. `exact`: the text is their bar code or SKU, so that a scanned product needs no choice; otherwise the words are searched for. */
  'sales.findProducts': {
    input: z.object({ text: z.string().max(200), limit: z.number().int().min(1).max(100).default(12) }),
    output: z.object({ exact: z.boolean(), products: z.array(listedRecordSchema) }),
  },
  /** A sale, its lines and its stock movements in one transaction (I10). Prices are taken from the products unless a line names one. */
  'sales.create': {
    input: z.object({
      /** Names the sale before it is saved: a call that is repeated because its answer was lost saves it once. */
      id: idSchema.optional(),
      customer_id: z.string().nullable().default(null),
      payment: z.enum(payments).default('cash'),
      note: z.string().max(longestNote).nullable().default(null),
      lines: z
        .array(
          z.object({
            product_id: z.string(),
            quantity: z.number().int().min(1).max(mostOfOne),
            unit_price_cents: z.number().int().min(0).optional(),
          }),
        )
        .min(1)
        .max(mostLines),
    }),
    output: z.object({ sale: recordSchema, items: z.array(recordSchema) }),
  },
  /** The sales that were begun at this computer and neither saved nor cleared, the last touched first. */
  'sales.drafts': { input: z.object({}), output: z.array(saleDraftSchema) },
  /** Keeps a sale that is being made, as it stands now; an empty one is forgotten. */
  'sales.keepDraft': { input: z.object({ draft: saleDraftSchema }), output: z.object({}) },
} as const;
