import { useCallback } from 'react';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { useSay } from '../../i18n/use-say.ts';
import type { RunResult } from './run-result.ts';

/** Says what came of a run, and why it failed. */
export function useSayResult(): (result: Pick<RunResult, 'parts' | 'error'>) => string {
  const say = useSay();
  const errorText = useErrorText();
  return useCallback(
    ({ parts, error }) => [...parts.map(say), error && errorText(error).text].filter(Boolean).join(' '),
    [say, errorText],
  );
}
