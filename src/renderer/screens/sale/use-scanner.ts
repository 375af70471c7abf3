import { useCallback, useRef } from 'react';
import type { ListedRecord } from '../../../shared/ipc/records.ts';
import { useBridge } from '../../bridge/bridge-context.tsx';
import { callBridge } from '../../bridge/call-bridge.ts';
import { CallError } from '../../bridge/call-error.ts';

/** What an entered text turned out to be. */
export type Scanned =
  | { readonly is: 'product'; readonly product: ListedRecord }
  /** Its code is known, and it is no longer sold. */
  | { readonly is: 'inactive'; readonly product: ListedRecord }
  /** Several products fit, or one that does not fit exactly: a person must choose. */
  | { readonly is: 'choice'; readonly text: string; readonly count: number }
  | { readonly is: 'unknown'; readonly text: string }
  | { readonly is: 'failure'; readonly text: string; readonly error: CallError };

/** So many digits are a bar code; if no product has it, one that merely contains it is another product. */
const code = /^\d{6,}$/;

/**
 * Looks up what was entered, one after the other in the order it was entered, so that a fast scanner never overtakes itself.
 * @returns takes the text of the field when Enter was pressed
 */
export function useScanner(found: (scanned: Scanned) => void): (text: string) => void {
  const bridge = useBridge();
  const queue = useRef<Promise<void>>(Promise.resolve());
  return useCallback(
    (text: string) => {
      queue.current = queue.current.then(async () => {
        found(await lookUp(text));
      });
      async function lookUp(entered: string): Promise<Scanned> {
        try {
          const { exact, products } = await callBridge(bridge, 'sales.findProducts', { text: entered });
          const [product, ...others] = products;
          if (!product) return { is: 'unknown', text: entered };
          if (others.length > 0 || (!exact && code.test(entered)))
            return { is: 'choice', text: entered, count: products.length };
          return { is: product.record['active'] === false ? 'inactive' : 'product', product };
        } catch (error) {
          if (error instanceof CallError) return { is: 'failure', text: entered, error };
          throw error;
        }
      }
    },
    [bridge, found],
  );
}
