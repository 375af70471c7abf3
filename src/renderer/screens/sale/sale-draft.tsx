import { createContext, use, useState, useSyncExternalStore, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallError } from '../../bridge/call-error.ts';
import { useBridge } from '../../bridge/bridge-context.tsx';
import { useAnnounce } from '../../components/live-region.tsx';
import { lookUp } from './look-up.ts';
import { createSaleDesk, type Desk, type SaleDesk } from './sale-desk.ts';
import { useKeptDraft } from './use-kept-draft.ts';

interface SaleDraft extends Desk, Omit<SaleDesk, 'state'> {
  /** Why the draft would be lost with this page; null while it is kept. */
  readonly notKept: CallError | null;
  /** Id of the sale that was saved last in this window. */
  readonly lastSaved: string | null;
  readonly setLastSaved: (id: string) => void;
}

const SaleDraftContext = createContext<SaleDraft | null>(null);

/** Keeps a half-made sale while one looks at other screens, and until it is saved or cleared. */
export function SaleDraftProvider({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const bridge = useBridge();
  const [{ state, ...desk }] = useState(() => createSaleDesk(async (text) => await lookUp(bridge, text)));
  const now = useSyncExternalStore(state.subscribe, state.get);
  const [lastSaved, setLastSaved] = useState<string | null>(null);
  const notKept = useKeptDraft(now.draft, desk.change, () => announce(t('sale.draft.found')));
  return <SaleDraftContext value={{ ...now, ...desk, notKept, lastSaved, setLastSaved }}>{children}</SaleDraftContext>;
}

export function useSaleDraft(): SaleDraft {
  const value = use(SaleDraftContext);
  if (!value) throw new Error('There is no sale around this component');
  return value;
}
