import { emptyDraft, isEmptyDraft, type Draft } from '../../../shared/sale-draft.ts';

/** Told of every state of the draft, in order. */
export type DraftKeeper = (draft: Draft) => void;

/** Has each draft kept as it stands last: one call at a time, so that they cannot overtake each other, and never an old state after a new one. */
export function createDraftKeeper(keep: (draft: Draft) => Promise<void>): DraftKeeper {
  const waiting = new Map<string, Draft>();
  let last: Draft | null = null;
  let busy = false;

  async function drain(): Promise<void> {
    if (busy) return;
    busy = true;
    for (let next = waiting.values().next(); !next.done; next = waiting.values().next()) {
      waiting.delete(next.value.id);
      await keep(next.value);
    }
    busy = false;
  }

  return (draft) => {
    const before = last;
    last = draft;
    // It was saved or cleared.
    if (before && before.id !== draft.id && !isEmptyDraft(before)) waiting.set(before.id, emptyDraft(before.id));
    const wasEmpty = before === null || before.id !== draft.id || isEmptyDraft(before);
    if (!isEmptyDraft(draft) || !wasEmpty) waiting.set(draft.id, draft);
    void drain();
  };
}
