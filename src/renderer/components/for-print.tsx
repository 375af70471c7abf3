import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';

/** Its content goes on paper instead of the screen; on the screen it is not there. */
export function ForPrint({ children }: { readonly children: ReactNode }) {
  return createPortal(<div data-for-print="">{children}</div>, document.body);
}
