import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBridge } from '../../bridge/bridge-context.tsx';
import { toCallError } from '../../bridge/call-error.ts';
import { callBridge } from '../../bridge/call-bridge.ts';
import { useAction } from '../../bridge/use-action.ts';
import { useSayResult } from './use-say-result.ts';
import { runResult, type RunResult } from './run-result.ts';
import { useErrorText } from '../../i18n/use-error-text.ts';

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
  const errorText = useErrorText();
  const sayResult = useSayResult();
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
            .then((ended) => show(ended.tone, sayResult(ended)))
            .catch((error: unknown) => show('alert', errorText(toCallError(error)).text));
        },
        onError: (error) => show('alert', errorText(error).text),
      },
    );
  }, [bridge, errorText, mutate, running, sayResult, t]);

  return { start, busy: isPending, result, dismiss: useCallback(() => setResult(null), []) };
}
