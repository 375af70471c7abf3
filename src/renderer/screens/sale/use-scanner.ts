import { useCallback, useRef, useState } from 'react';
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
 * @returns `enter` takes the text of the field when Enter was pressed; `looking` while one is still looked up
 */
export function useScanner(found: (scanned: Scanned) => void): {
  readonly enter: (text: string) => void;
  readonly looking: boolean;
} {
  const bridge = useBridge();
  const queue = useRef<Promise<void>>(Promise.resolve());
  const [open, setOpen] = useState(0);
  const enter = useCallback(
    (text: string) => {
      setOpen((count) => count + 1);
      queue.current = queue.current.then(async () => {
        const scanned = await lookUp(text);
        // Shown together: whoever waits for the look-up sees what it found.
        setOpen((count) => count - 1);
        found(scanned);
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
  return { enter, looking: open > 0 };
}
