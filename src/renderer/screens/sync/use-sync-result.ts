import { useCallback } from 'react';
import { useBridge } from '../../bridge/bridge-context.tsx';
import { callBridge } from '../../bridge/call-bridge.ts';
import { toCallError } from '../../bridge/call-error.ts';
import { useAction } from '../../bridge/use-action.ts';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { runResult, type RunResult } from './run-result.ts';
import { useSayResult } from './use-say-result.ts';

/** What came of a sync, in words. */
export interface SyncResult {
  readonly tone: RunResult['tone'];
  readonly text: string;
}

/** Syncs now, and says what came of it: always something, also when nothing waited or it failed. */
export function useSyncResult(): () => Promise<SyncResult> {
  const bridge = useBridge();
  const errorText = useErrorText();
  const sayResult = useSayResult();
  const { mutateAsync } = useAction('sync.now');
  return useCallback(async () => {
    try {
      const run = await mutateAsync({});
      // What is open now, not what the screen last knew: "nothing waited" must be true.
      const { counts } = await callBridge(bridge, 'sync.status', {});
      const ended = runResult(run, { refused: counts.failed, waiting: counts.pending + counts.syncing });
      return { tone: ended.tone, text: sayResult(ended) };
    } catch (error) {
      return { tone: 'alert', text: errorText(toCallError(error)).text };
    }
  }, [bridge, errorText, mutateAsync, sayResult]);
}
