import type { ListedRecord } from '../../../shared/ipc/records.ts';
import {
  emptyDraft,
  isEmptyDraft,
  mostOfOne,
  type Draft,
  type DraftLine,
  type Payment,
} from '../../../shared/sale-draft.ts';

export type DraftAction =
  | { readonly do: 'add'; readonly line: DraftLine }
  | { readonly do: 'setQuantity'; readonly productId: string; readonly quantity: number }
  | { readonly do: 'setPrice'; readonly productId: string; readonly priceCents: number }
  | { readonly do: 'remove'; readonly productId: string }
  | { readonly do: 'setCustomer'; readonly customer: Draft['customer'] }
  | { readonly do: 'setPayment'; readonly payment: Payment }
  | { readonly do: 'setNote'; readonly note: string }
  | { readonly do: 'startAnew'; readonly id: string }
  | { readonly do: 'goOn'; readonly draft: Draft };

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
    case 'goOn':
      // A customer who is served already is not put aside for one who left.
      return isEmptyDraft(draft) ? action.draft : draft;
  }
}

/** Whole cents. */
export function totalOf(draft: Draft): number {
  return draft.lines.reduce((sum, line) => sum + line.priceCents * line.quantity, 0);
}

export function piecesOf(draft: Draft): number {
  return draft.lines.reduce((sum, line) => sum + line.quantity, 0);
}

/** One of a product as a line; null where it has no price to be sold at. */
export function lineOf({ record }: ListedRecord): DraftLine | null {
  const { id, name, sku, price_cents: priceCents } = record;
  if (typeof id !== 'string' || typeof priceCents !== 'number') return null;
  return { productId: id, name: String(name ?? sku ?? ''), sku: String(sku ?? ''), priceCents, quantity: 1 };
}
