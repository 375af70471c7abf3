import type { ListedRecord } from '../../../shared/ipc/records.ts';
import type { SyncLogBridge } from '../../../shared/ipc/contract.ts';
import { callBridge } from '../../bridge/call-bridge.ts';
import { CallError } from '../../bridge/call-error.ts';

/** What was entered and is not in the sale: a person must look. */
export type Unclear =
  /** Its code is known, and it is no longer sold. */
  | { readonly is: 'inactive'; readonly product: ListedRecord }
  | { readonly is: 'noPrice'; readonly product: ListedRecord }
  /** The sale has as many lines as one sale can have. */
  | { readonly is: 'full'; readonly product: ListedRecord }
  /** Several products fit, or one that does not fit exactly: a person must choose. */
  | { readonly is: 'choice'; readonly text: string; readonly count: number }
  | { readonly is: 'unknown'; readonly text: string }
  | { readonly is: 'failure'; readonly text: string; readonly error: CallError };

/** What an entered text turned out to be. */
export type Scanned = { readonly is: 'product'; readonly product: ListedRecord } | Unclear;

/** So many digits are a bar code; if no product has it, one that merely contains it is another product. */
const code = /^\d{6,}$/;

export async function lookUp(bridge: SyncLogBridge, text: string): Promise<Scanned> {
  try {
    const { exact, products } = await callBridge(bridge, 'sales.findProducts', { text });
    const [product, ...others] = products;
    if (!product) return { is: 'unknown', text };
    if (others.length > 0 || (!exact && code.test(text))) return { is: 'choice', text, count: products.length };
    return { is: product.record['active'] === false ? 'inactive' : 'product', product };
  } catch (error) {
    if (error instanceof CallError) return { is: 'failure', text, error };
    throw error;
  }
}
