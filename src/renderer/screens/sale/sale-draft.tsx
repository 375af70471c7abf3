import type { ReactNode } from 'react';

export function SaleDraftProvider({ children }: { readonly children: ReactNode }) {
  return children;
}
