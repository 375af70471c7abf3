import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSyncResult, type SyncResult } from './use-sync-result.ts';

/** What the button and the line beneath it need. */
export interface SyncNow {
  readonly start: () => void;
  readonly busy: boolean;
  /** What came of it; while another run is on, that this one follows it. */
  readonly result: SyncResult | null;
  readonly dismiss: () => void;
}

/** "Sync now": every press ends in a result that is seen and read out, also when nothing waited or a run was on already. */
export function useSyncNow(running: boolean): SyncNow {
  const { t } = useTranslation();
  const sync = useSyncResult();
  const [busy, setBusy] = useState(false);
  const [result, setResult] = useState<SyncResult | null>(null);

  const start = useCallback(() => {
    setResult(running ? { tone: 'plain', text: t('sync.result.follows') } : null);
    setBusy(true);
    void sync().then((ended) => {
      setResult(ended);
      setBusy(false);
    });
  }, [running, sync, t]);

  return { start, busy, result, dismiss: useCallback(() => setResult(null), []) };
}
