import { newId } from '../../../shared/ids.ts';
import type { ListedRecord } from '../../../shared/ipc/records.ts';
import { emptyDraft, mostLines, type Draft } from '../../../shared/sale-draft.ts';
import { CallError } from '../../bridge/call-error.ts';
import { createCell, type Cell } from './cell.ts';
import { changeDraft, lineOf, type DraftAction } from './draft-state.ts';
import { createInOrder } from './in-order.ts';
import type { Scanned, Unclear } from './look-up.ts';

export interface Desk {
  readonly draft: Draft;
  /** What was cleared last, until the next sale is begun. */
  readonly cleared: Draft | null;
  /** Id of the product that was added last. */
  readonly latest: string | null;
  /** What stands in the field for products and was not entered yet. */
  readonly typed: string;
  /** What `typed` was put back from, to be looked at; null once it was changed. */
  readonly givenBack: Unclear | null;
  /** What was typed as the customer and picks nobody yet; null for nothing. */
  readonly customerTyped: string | null;
  /** It must be looked at: the field was left, or a save was asked for. */
  readonly customerUnclear: boolean;
  /** What was entered and did not get into the sale, oldest first. */
  readonly unclear: readonly Unclear[];
  /** A save was asked for and has not ended. */
  readonly saving: boolean;
  /** Why the last save failed. */
  readonly error: CallError | null;
}

/** What became of a save: `unclear` or `customer` where something that was entered before it must be looked at first, `asked` where it waits already. */
export type SaveResult<Sale> =
  | { readonly is: 'saved'; readonly sale: Sale }
  | { readonly is: 'nothing' | 'unclear' | 'customer' | 'failed' | 'asked' };

export interface SaleDesk {
  readonly state: Cell<Desk>;
  readonly change: (action: DraftAction) => void;
  readonly type: (text: string) => void;
  readonly typeCustomer: (text: string) => void;
  /** Says that who was typed as the customer is still to be picked. */
  readonly lookAtCustomer: () => void;
  /** Takes what was typed as entered. */
  readonly enterTyped: () => void;
  readonly enter: (text: string) => void;
  /** Takes this product in place of what was typed. */
  readonly put: (product: ListedRecord) => void;
  /** Begins anew; what there was can be brought back. */
  readonly clear: () => void;
  readonly bringBack: () => void;
  readonly save: <Sale>(send: (draft: Draft) => Promise<Sale>) => Promise<SaveResult<Sale>>;
}

/**
 * A sale in the order it is made: what is entered and the save key are done one after the other, so that a scanner that is faster than the look-ups loses
 * nothing, a save waits for what was entered before it, and what was entered after it belongs to the next sale.
 */
export function createSaleDesk(lookUp: (text: string) => Promise<Scanned>): SaleDesk {
  const state = createCell<Desk>({
    draft: emptyDraft(newId()),
    cleared: null,
    latest: null,
    typed: '',
    givenBack: null,
    customerTyped: null,
    customerUnclear: false,
    unclear: [],
    saving: false,
    error: null,
  });
  const inOrder = createInOrder();
  /** How often something happened that a person must see before anything is saved. */
  let stops = 0;
  let saves = 0;
  let endsWithSave = false;

  const set = (part: Partial<Desk>): void => state.set({ ...state.get(), ...part });
  const change = (action: DraftAction): void => {
    set({ draft: changeDraft(state.get().draft, action) });
    set({ cleared: null });
    if (action.do === 'setCustomer' || action.do === 'startAnew') set({ customerTyped: null, customerUnclear: false });
    if (action.do !== 'startAnew') return;
    const { typed, givenBack } = state.get();
    set({ latest: null, unclear: [], givenBack: null, typed: givenBack ? '' : typed, error: null });
  };

  function take(scanned: Scanned): void {
    if (scanned.is !== 'product') {
      stops += 1;
      set({ unclear: [...state.get().unclear, scanned] });
      // What is being typed or scanned meanwhile goes before what was not understood.
      if ('text' in scanned && state.get().typed === '') set({ typed: scanned.text, givenBack: scanned });
      return;
    }
    const { product } = scanned;
    const line = lineOf(product);
    if (!line) return take({ is: 'noPrice', product });
    const { lines } = state.get().draft;
    const isNew = !lines.some(({ productId }) => productId === line.productId);
    if (isNew && lines.length >= mostLines) return take({ is: 'full', product });
    change({ do: 'add', line });
    set({ latest: line.productId });
  }

  async function send<Sale>(sendIt: (draft: Draft) => Promise<Sale>): Promise<SaveResult<Sale>> {
    try {
      const sale = await sendIt(state.get().draft);
      change({ do: 'startAnew', id: newId() });
      return { is: 'saved', sale };
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      stops += 1;
      set({ error });
      return { is: 'failed' };
    }
  }

  function type(typed: string): void {
    // Whoever goes on after what was given back has seen what was wrong; who typed meanwhile has not.
    if (state.get().givenBack) set({ unclear: [], givenBack: null });
    set({ typed });
  }

  function lookAtCustomer(): void {
    set({ customerUnclear: Boolean(state.get().customerTyped?.trim()) });
  }

  function enter(text: string): void {
    endsWithSave = false;
    void inOrder(async () => take(await lookUp(text)));
  }

  return {
    state,
    change,
    type,
    typeCustomer: (customerTyped) => set({ customerTyped, customerUnclear: false }),
    lookAtCustomer,
    enter,
    enterTyped() {
      const text = state.get().typed.trim();
      type('');
      if (text !== '') enter(text);
    },
    put(product) {
      type('');
      endsWithSave = false;
      void inOrder(() => take({ is: 'product', product }));
    },
    clear() {
      const { draft } = state.get();
      type('');
      change({ do: 'startAnew', id: newId() });
      set({ cleared: draft });
    },
    bringBack() {
      const { cleared } = state.get();
      if (cleared) change({ do: 'goOn', draft: cleared });
    },
    async save(sendIt) {
      // Pressed twice, it is meant once.
      if (endsWithSave) return { is: 'asked' };
      endsWithSave = true;
      saves += 1;
      set({ saving: true, error: null });
      const before = stops;
      try {
        return await inOrder(async () => {
          if (stops !== before) return { is: 'unclear' };
          if (state.get().draft.lines.length === 0) return { is: 'nothing' };
          lookAtCustomer();
          if (state.get().customerUnclear) {
            stops += 1;
            return { is: 'customer' };
          }
          return await send(sendIt);
        });
      } finally {
        saves -= 1;
        if (saves === 0) endsWithSave = false;
        set({ saving: saves > 0 });
      }
    },
  };
}
