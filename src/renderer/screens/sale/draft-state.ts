import type { ListedRecord } from '../../../shared/ipc/records.ts';

export const payments = ['cash', 'card', 'account'] as const;
export type Payment = (typeof payments)[number];

/** The most that one line of a sale can hold. */
export const mostOfOne = 1_000_000;

export interface DraftLine {
  readonly productId: string;
  readonly name: string;
  readonly sku: string;
  /** Whole cents; what the customer was told, whatever becomes of the product's price meanwhile. */
  readonly priceCents: number;
  readonly quantity: number;
}

/** A sale that is being made. */
export interface Draft {
  /** The sale's id from the first line on: saving it again after a lost answer saves it once. */
  readonly id: string;
  /** The last added first. */
  readonly lines: readonly DraftLine[];
  readonly customer: { readonly id: string; readonly title: string } | null;
  readonly payment: Payment;
  readonly note: string;
}

export type DraftAction =
  | { readonly do: 'add'; readonly line: DraftLine }
  | { readonly do: 'setQuantity'; readonly productId: string; readonly quantity: number }
  | { readonly do: 'setPrice'; readonly productId: string; readonly priceCents: number }
  | { readonly do: 'remove'; readonly productId: string }
  | { readonly do: 'setCustomer'; readonly customer: Draft['customer'] }
  | { readonly do: 'setPayment'; readonly payment: Payment }
  | { readonly do: 'setNote'; readonly note: string }
  | { readonly do: 'startAnew'; readonly id: string };

export function emptyDraft(id: string): Draft {
  return { id, lines: [], customer: null, payment: 'cash', note: '' };
}

export function changeDraft(draft: Draft, action: DraftAction): Draft {
  const change = (productId: string, fields: Partial<DraftLine>): Draft => ({
    ...draft,
    lines: draft.lines.map((line) => (line.productId === productId ? { ...line, ...fields } : line)),
  });
  switch (action.do) {
    case 'add': {
      const there = draft.lines.find((line) => line.productId === action.line.productId);
      if (!there) return { ...draft, lines: [action.line, ...draft.lines] };
      return change(there.productId, { quantity: Math.min(mostOfOne, there.quantity + action.line.quantity) });
    }
    case 'setQuantity':
      return change(action.productId, { quantity: action.quantity });
    case 'setPrice':
      return change(action.productId, { priceCents: action.priceCents });
    case 'remove':
      return { ...draft, lines: draft.lines.filter((line) => line.productId !== action.productId) };
    case 'setCustomer':
      return { ...draft, customer: action.customer };
    case 'setPayment':
      return { ...draft, payment: action.payment };
    case 'setNote':
      return { ...draft, note: action.note };
    case 'startAnew':
      return emptyDraft(action.id);
  }
}

/** Whole cents. */
export function totalOf(draft: Draft): number {
  return draft.lines.reduce((sum, line) => sum + line.priceCents * line.quantity, 0);
}

export function piecesOf(draft: Draft): number {
  return draft.lines.reduce((sum, line) => sum + line.quantity, 0);
}

/** Whether nothing would be lost by leaving it. */
export function isEmpty(draft: Draft): boolean {
  return draft.lines.length === 0 && draft.customer === null && draft.note.trim() === '';
}

/** One of a product as a line; null where it has no price to be sold at. */
export function lineOf({ record }: ListedRecord): DraftLine | null {
  const { id, name, sku, price_cents: priceCents } = record;
  if (typeof id !== 'string' || typeof priceCents !== 'number') return null;
  return { productId: id, name: String(name ?? sku ?? ''), sku: String(sku ?? ''), priceCents, quantity: 1 };
}
