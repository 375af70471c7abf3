import { z } from 'zod';
import { idSchema } from './ids.ts';

export const payments = ['cash', 'card', 'account'] as const;
export type Payment = (typeof payments)[number];

/** The most that one line of a sale can hold. */
export const mostOfOne = 1_000_000;
/** The most lines that one sale can hold. */
export const mostLines = 500;
/** The longest note of a sale, in UTF-16 units. */
export const longestNote = 1000;
/** Longer than any name or code that a model allows. */
const longestName = 1000;

export const draftLineSchema = z.object({
  productId: idSchema,
  name: z.string().max(longestName),
  sku: z.string().max(longestName),
  /** Whole cents; what the customer was told, whatever becomes of the product's price meanwhile. */
  priceCents: z.number().int().min(0),
  quantity: z.number().int().min(1).max(mostOfOne),
});
export type DraftLine = Readonly<z.infer<typeof draftLineSchema>>;

/** A sale that is being made: it outlives its page, the window and the computer's power. */
export const saleDraftSchema = z.object({
  /** The sale's id from the first line on: saving it again after a lost answer saves it once. */
  id: idSchema,
  /** The last added first. */
  lines: z.array(draftLineSchema).max(mostLines).readonly(),
  customer: z
    .object({ id: idSchema, title: z.string().max(longestName) })
    .readonly()
    .nullable(),
  payment: z.enum(payments),
  note: z.string().max(longestNote),
});
export type Draft = Readonly<z.infer<typeof saleDraftSchema>>;

export function emptyDraft(id: string): Draft {
  return { id, lines: [], customer: null, payment: 'cash', note: '' };
}

/** Whether nothing would be lost by leaving it. */
export function isEmptyDraft(draft: Draft): boolean {
  return draft.lines.length === 0 && draft.customer === null && draft.note.trim() === '';
}
