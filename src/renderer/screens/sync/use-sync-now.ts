import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../bridge/use-action.ts';
import { useAnnounce } from '../../components/live-region.tsx';
import { useSay } from '../../i18n/use-say.ts';
import { runResult, type RunResult } from './run-result.ts';

export interface SyncNow {
  readonly start: () => void;
  readonly busy: boolean;
  /** What came of it, in words; null before the first press and while it runs. */
  readonly result: { readonly tone: RunResult['tone']; readonly text: string } | null;
  readonly dismiss: () => void;
}

/** "Sync now": every press ends in a result that is seen and read out, also when nothing waited or a run was on already. */
export function useSyncNow(running: boolean): SyncNow {
  const { t } = useTranslation();
  const say = useSay();
  const announce = useAnnounce();
  const { mutate, isPending } = useAction('sync.now');
  const [result, setResult] = useState<SyncNow['result']>(null);

  const start = useCallback(() => {
    const show = (tone: RunResult['tone'], text: string): void => {
      setResult({ tone, text });
      announce(text);
    };
    setResult(null);
    announce(t(running ? 'sync.result.follows' : 'sync.result.started'));
    mutate(
      {},
      {
        onSuccess: (run) => {
          const { tone, parts, sentence } = runResult(run);
          show(tone, [...parts.map(say), sentence].filter(Boolean).join(' '));
        },
        onError: (error) => show('alert', error.message),
      },
    );
  }, [announce, mutate, running, say, t]);

  return { start, busy: isPending, result, dismiss: useCallback(() => setResult(null), []) };
}
