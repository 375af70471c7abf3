import { createContext, use, useMemo, useReducer, useState, type Dispatch, type ReactNode } from 'react';
import { newId } from '../../../shared/ids.ts';
import { changeDraft, emptyDraft, type Draft, type DraftAction } from './draft-state.ts';

interface SaleDraft {
  readonly draft: Draft;
  readonly change: Dispatch<DraftAction>;
  /** Id of the sale that was saved last in this window. */
  readonly lastSaved: string | null;
  readonly setLastSaved: (id: string) => void;
}

const SaleDraftContext = createContext<SaleDraft | null>(null);

/** Keeps a half-made sale while one looks at other screens. */
export function SaleDraftProvider({ children }: { readonly children: ReactNode }) {
  const [draft, change] = useReducer(changeDraft, undefined, () => emptyDraft(newId()));
  const [lastSaved, setLastSaved] = useState<string | null>(null);
  const value = useMemo(() => ({ draft, change, lastSaved, setLastSaved }), [draft, lastSaved]);
  return <SaleDraftContext value={value}>{children}</SaleDraftContext>;
}

export function useSaleDraft(): SaleDraft {
  const value = use(SaleDraftContext);
  if (!value) throw new Error('There is no sale around this component');
  return value;
}
