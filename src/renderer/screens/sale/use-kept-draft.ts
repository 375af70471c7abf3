import { useEffect, useRef, useState } from 'react';
import type { Draft } from '../../../shared/sale-draft.ts';
import { useBridge } from '../../bridge/bridge-context.tsx';
import { callBridge } from '../../bridge/call-bridge.ts';
import { CallError } from '../../bridge/call-error.ts';
import { holdDraft, takeDraft } from './draft-hold.ts';
import { createDraftKeeper } from './draft-keeper.ts';
import type { DraftAction } from './draft-state.ts';

/**
 * Keeps the draft in the branch as it changes, and goes on with one that a page left behind: it was loaded again, closed, or ended with the computer.
 * @returns why it could not be kept, or looked for; null while all is well
 */
export function useKeptDraft(
  draft: Draft,
  change: (action: DraftAction) => void,
  onFound: () => void,
): CallError | null {
  const bridge = useBridge();
  const [problem, setProblem] = useState<CallError | null>(null);
  const [keeper] = useState(() =>
    createDraftKeeper(async (state) => {
      const kept = await bridge.call('sales.keepDraft', { draft: state });
      setProblem(kept.ok ? null : new CallError(kept.error));
    }),
  );
  const found = useRef(onFound);
  useEffect(() => {
    found.current = onFound;
  });
  useEffect(() => keeper(draft), [keeper, draft]);
  useEffect(() => holdDraft(draft.id), [draft.id]);
  useEffect(() => {
    let over = false;
    async function goOn(): Promise<void> {
      for (const left of await callBridge(bridge, 'sales.drafts', {})) {
        const release = await takeDraft(left.id);
        if (!release) continue;
        if (!over) {
          change({ do: 'goOn', draft: left });
          found.current();
        }
        // From here on it is held as what is on the screen.
        return release();
      }
    }
    goOn().catch((error: unknown) => {
      if (error instanceof CallError) setProblem(error);
      else throw error;
    });
    return () => {
      over = true;
    };
  }, [bridge, change]);
  return problem;
}
