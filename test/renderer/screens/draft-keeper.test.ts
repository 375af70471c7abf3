import { describe, expect, it } from 'vitest';
import { createDraftKeeper } from '../../../src/renderer/screens/sale/draft-keeper.ts';
import { newId } from '../../../src/shared/ids.ts';
import { emptyDraft, type Draft } from '../../../src/shared/sale-draft.ts';

/** Keeps one state after the other; each takes until the next turn. */
function keeping() {
  const kept: Draft[] = [];
  const keeper = createDraftKeeper(async (draft) => {
    await Promise.resolve();
    kept.push(draft);
  });
  const settled = async (): Promise<readonly Draft[]> => {
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    return kept;
  };
  return { keeper, settled };
}

const noted = (id: string, note: string): Draft => ({ ...emptyDraft(id), note });

describe('the keeper of a draft', () => {
  it('keeps the last state, and asks for nothing in between while it is busy', async () => {
    const { keeper, settled } = keeping();
    const id = newId();
    for (const note of ['a', 'ab', 'abc', 'abcd']) keeper(noted(id, note));
    expect((await settled()).map(({ note }) => note)).toEqual(['a', 'abcd']);
  });

  it('asks for nothing as long as nothing was begun', async () => {
    const { keeper, settled } = keeping();
    keeper(emptyDraft(newId()));
    keeper(emptyDraft(newId()));
    expect(await settled()).toEqual([]);
  });

  it('has a draft forgotten when the next one is begun', async () => {
    const { keeper, settled } = keeping();
    const [sold, next] = [newId(), newId()];
    keeper(noted(sold, 'a'));
    keeper(noted(sold, 'ab'));
    keeper(emptyDraft(next));
    keeper(noted(next, 'c'));
    expect((await settled()).map(({ id, note }) => [id, note])).toEqual([
      [sold, 'a'],
      [sold, ''],
      [next, 'c'],
    ]);
  });

  it('has a draft forgotten that was emptied by hand', async () => {
    const { keeper, settled } = keeping();
    const id = newId();
    keeper(noted(id, 'a'));
    await settled();
    keeper(emptyDraft(id));
    expect(await settled()).toEqual([noted(id, 'a'), emptyDraft(id)]);
  });
});
