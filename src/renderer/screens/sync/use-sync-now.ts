import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBridge } from '../../bridge/bridge-context.tsx';
import { callBridge } from '../../bridge/call-bridge.ts';
import { useAction } from '../../bridge/use-action.ts';
import { useSay } from '../../i18n/use-say.ts';
import { runResult, type RunResult } from './run-result.ts';

export interface SyncNow {
  readonly start: () => void;
  readonly busy: boolean;
  /** What came of it, in words; while another run is on, that this one follows it. */
  readonly result: { readonly tone: RunResult['tone']; readonly text: string } | null;
  readonly dismiss: () => void;
}

/** "Sync now": every press ends in a result that is seen and read out, also when nothing waited or a run was on already. */
export function useSyncNow(running: boolean): SyncNow {
  const { t } = useTranslation();
  const say = useSay();
  const bridge = useBridge();
  const { mutate, isPending } = useAction('sync.now');
  const [result, setResult] = useState<SyncNow['result']>(null);

  const start = useCallback(() => {
    const show = (tone: RunResult['tone'], text: string): void => setResult({ tone, text });
    if (running) show('plain', t('sync.result.follows'));
    else setResult(null);
    mutate(
      {},
      {
        onSuccess: (run) => {
          // What is open now, not what the screen last knew: "nothing waited" must be true.
          callBridge(bridge, 'sync.status', {})
            .then(({ counts }) => ({ refused: counts.failed, waiting: counts.pending + counts.syncing }))
            .then((left) => runResult(run, left))
            .then(({ tone, parts, sentence }) => show(tone, [...parts.map(say), sentence].filter(Boolean).join(' ')))
            .catch((error: unknown) => show('alert', error instanceof Error ? error.message : String(error)));
        },
        onError: (error) => show('alert', error.message),
      },
    );
  }, [bridge, mutate, running, say, t]);

  return { start, busy: isPending, result, dismiss: useCallback(() => setResult(null), []) };
}
