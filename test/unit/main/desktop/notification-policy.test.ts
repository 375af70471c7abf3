import { describe, expect, it } from 'vitest';
import {
  decideNotices,
  hourMs,
  nothingTold,
  type NoticeFacts,
  type NoticeMemory,
} from '../../../../src/main/desktop/notification-policy.ts';
import { createTexts } from '../../../../src/main/text.ts';
import { makeStatus } from './make-status.ts';

const start = Date.parse('2026-11-23T08:00:00.000Z');
type Change = Partial<Omit<NoticeFacts, 'status'>> & {
  failed?: number;
  pending?: number;
  lost?: boolean;
  confirmedAt?: string | null;
};

function facts({ failed = 0, pending = 0, lost = false, confirmedAt = null, ...rest }: Change): NoticeFacts {
  const status = makeStatus({
    counts: { pending, syncing: 0, completed: 0, failed, total: pending + failed },
    connection: { state: lost ? 'unauthorized' : 'online', since: null, message: null },
    lastConfirmedAt: confirmedAt,
  });
  return { status, conflicts: 0, enabled: true, afterHours: 24, watched: false, ...rest };
}

/** What is told when the facts come one after the other, each at so many hours from the start. */
function tell(...steps: readonly (readonly [number, Change])[]): string[][] {
  let memory: NoticeMemory = nothingTold;
  return steps.map(([hours, change]) => {
    const decided = decideNotices(memory, facts(change), start + hours * hourMs);
    memory = decided.memory;
    return decided.notices.map(({ cause, title }) => `${cause} ${String(title.params['count'])}`);
  });
}

describe('notifications', () => {
  it('tell nothing of what needs nobody', () => {
    expect(tell([0, {}], [1, { pending: 500 }], [2, {}])).toEqual([[], [], []]);
  });

  it.each([
    ['refused', { failed: 3 }, 'refused 3'],
    ['a conflict', { conflicts: 1 }, 'conflict 1'],
    ['lost credentials', { lost: true }, 'credentials 1'],
  ])('tell of %s, once', (_what, change, said) => {
    expect(tell([0, change], [0.1, change], [5, change])).toEqual([[said], [], []]);
  });

  it('tell one cause at most once within an hour, and what came up meanwhile after it', () => {
    expect(tell([0, { failed: 1 }], [0.5, { failed: 4 }], [0.99, { failed: 5 }], [1, { failed: 5 }])).toEqual([
      ['refused 1'],
      [],
      [],
      ['refused 4'],
    ]);
  });

  it('tell several causes beside each other', () => {
    expect(tell([0, { failed: 1, conflicts: 2, lost: true }])).toEqual([['credentials 1', 'refused 1', 'conflict 2']]);
  });

  it('tell again of what was repaired and came up again', () => {
    expect(tell([0, { failed: 1 }], [1, {}], [2, { failed: 1 }])).toEqual([['refused 1'], [], ['refused 1']]);
  });

  it('tell when nothing was confirmed for so many hours while changes wait, and again after as many', () => {
    const waiting = { pending: 7, afterHours: 4 };
    expect(tell([0, waiting], [3.9, waiting], [4, waiting], [5, waiting], [8, waiting])).toEqual([
      [],
      [],
      ['silent 1'],
      [],
      ['silent 1'],
    ]);
  });

  it('count the hours from the last confirmation, and not at all while nothing waits', () => {
    const waiting = { pending: 7, afterHours: 4 };
    const confirmed = { ...waiting, confirmedAt: new Date(start + 3 * hourMs).toISOString() };
    expect(tell([0, waiting], [4, confirmed], [7, confirmed])).toEqual([[], [], ['silent 1']]);
    expect(tell([0, waiting], [3, {}], [5, waiting])).toEqual([[], [], []]);
  });

  it.each([
    ['switched off', { enabled: false }],
    ['while somebody looks at the window', { watched: true }],
  ])('tell nothing %s, nor of it later', (_what, change) => {
    expect(tell([0, { failed: 2, ...change }], [3, { failed: 2 }], [6, { failed: 3 }])).toEqual([
      [],
      [],
      ['refused 1'],
    ]);
  });

  it('are sentences of the catalogue', async () => {
    const texts = await createTexts('en-GB');
    const all = facts({ failed: 2, conflicts: 1, lost: true, pending: 9, afterHours: 1 });
    const memory = { ...nothingTold, waitingSince: start };
    const { notices } = decideNotices(memory, all, start + 2 * hourMs);
    expect(notices.map(({ title, body }) => [texts.say(title), texts.say(body)])).toEqual([
      [
        'Head office no longer accepts this branch',
        'Sales are kept here. Ask head office for a new code and connect the branch anew.',
      ],
      [
        'Head office refused 2 changes',
        'They are kept here, and only a person can repair them. Open the Sync log to see why.',
      ],
      ['A record was changed in two places', 'Choose which values are right. Both are kept until then.'],
      [
        'Head office has confirmed nothing for 2 hours',
        '9 changes wait and are kept here. Look at the connection under Diagnostics.',
      ],
    ]);
  });
});
