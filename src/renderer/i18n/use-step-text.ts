import { useCallback } from 'react';
import type { ConnectionStep } from '../../shared/ipc/branch.ts';
import { useErrorText, type SaidError } from './use-error-text.ts';
import { useSay } from './use-say.ts';

/** Says what a step of the way to head office found. */
export function useStepText(): (step: ConnectionStep) => SaidError {
  const say = useSay();
  const errorText = useErrorText();
  return useCallback(
    ({ outcome, message, text }) =>
      outcome === 'failed' && text.key.startsWith('errors.')
        ? errorText({ code: text.key.replace(/^errors\./, ''), message })
        : { text: say(text), detail: null },
    [say, errorText],
  );
}
