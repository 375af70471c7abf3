import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { settleStanding } from '../../../src/main/sync/reconcile.ts';
import type { Master } from '../../../src/master/master.ts';
import { openMaster } from '../../../src/master/open-master.ts';
import { newId } from '../../../src/shared/ids.ts';
import type { Change } from '../../../src/shared/protocol/common.ts';
import { mostPositions } from '../../../src/shared/protocol/common.ts';
import { pullQuerySchema } from '../../../src/shared/protocol/pull.ts';
import { openTestStore } from '../../support/open-test-store.ts';
import { tempFolder } from '../../support/temp-folder.ts';

async function openOffice(): Promise<{ master: Master; branchId: string }> {
  const master = await openMaster({ db: join(tempFolder(), 'master.sqlite') });
  onTestFinished(() => master.close());
  const { branchId } = await master.enroll('A');
  return { master, branchId };
}

function category(name: string): Change {
  const id = newId();
  const at = '2026-11-23T08:00:00.000Z';
  return {
    changeId: newId(),
    transactionId: null,
    modelName: 'Category',
    modelId: id,
    action: 'create',
    changedFields: null,
    data: { id, name, description: null, created_at: at, updated_at: at },
    baseVersion: null,
    payloadVersion: 1,
    hlc: `${at}-0000-a`,
    recordedAt: at,
  };
}

describe('I18 positions: what is no copy', () => {
  test('answers that are lost again and again, and then one that is not', async () => {
    const { master, branchId } = await openOffice();
    const { sync } = await openTestStore();
    for (let time = 0; time < 20; time += 1) {
      // Written down, taken by head office, and nothing comes back.
      await master.push(branchId, { changes: [category(`c${time}`)], position: sync.nextPosition() });
    }
    const position = sync.nextPosition();
    await master.push(branchId, { changes: [category('heard')], position });
    sync.settlePosition(position.next);
    // The one that was answered, and three before it.
    expect([sync.facts().positions.length, sync.facts().positions.at(-1)]).toEqual([4, position.next]);
    expect(await master.store.head()).toBe(21);
  });

  test('requests that never arrived, between some that did', async () => {
    const { master, branchId } = await openOffice();
    const { sync } = await openTestStore();
    for (let time = 0; time < 12; time += 1) {
      const position = sync.nextPosition();
      if (time % 3 === 0) await master.push(branchId, { changes: [category(`c${time}`)], position });
    }
    const known = sync.facts().positions.join(',');
    await master.pull(branchId, pullQuerySchema.parse({ after: 0, known }));
    expect(await master.store.head()).toBe(4);
  });

  test('the same request twice; a late copy of an older one is turned away and disturbs nothing', async () => {
    const { master, branchId } = await openOffice();
    const { sync } = await openTestStore();
    const first = { changes: [category('first')], position: sync.nextPosition() };
    await master.push(branchId, first);
    const { results } = await master.push(branchId, first);
    expect(results).toMatchObject([{ status: 'duplicate' }]);
    await master.push(branchId, { changes: [category('second')], position: sync.nextPosition() });
    await expect(master.push(branchId, first)).rejects.toMatchObject({ code: 'branch-rewound' });
    await master.push(branchId, { changes: [category('third')], position: sync.nextPosition() });
    expect(await master.store.head()).toBe(3);
  });

  test('a head office that was put back by hand to before a push that left nothing in its feed: nothing is lost, so nobody is stopped (I17)', async () => {
    const { master, branchId } = await openOffice();
    const { sync } = await openTestStore();
    const removed = { ...category('never here'), action: 'delete' } as const;
    const send = async (change: Change, to: { master: Master; branchId: string }): Promise<void> => {
      const position = sync.nextPosition();
      await to.master.push(to.branchId, { changes: [change], position });
      sync.settlePosition(position.next);
    };
    await send(category('first'), { master, branchId });
    const copy = join(tempFolder(), 'copy.sqlite');
    await master.backup(copy);
    for (let time = 0; time < 3; time += 1) await send({ ...removed, changeId: newId() }, { master, branchId });
    const putBack = await openMaster({ db: copy });
    onTestFinished(() => putBack.close());
    await send(category('second'), { master: putBack, branchId });
    expect(await putBack.store.head()).toBe(2);
  });

  test('a push that head office refused to take moves nothing', async () => {
    const { master, branchId } = await openOffice();
    const { sync } = await openTestStore();
    await master.push(branchId, { changes: [category('first')], position: sync.nextPosition() });
    const refused = { changes: [{ ...category('new'), payloadVersion: 99 }], position: sync.nextPosition() };
    await expect(master.push(branchId, refused)).rejects.toMatchObject({ code: 'upgrade-required' });
    await master.push(branchId, { changes: [category('second')], position: sync.nextPosition() });
    expect(await master.store.head()).toBe(2);
  });
});

describe('I18 positions: what is one', () => {
  test('two that were the same at a moment when an answer was missing', async () => {
    const { master, branchId } = await openOffice();
    const { sync } = await openTestStore();
    await master.push(branchId, { changes: [category('lost answer')], position: sync.nextPosition() });
    const copy = [...sync.facts().positions];
    await master.push(branchId, { changes: [category('original')], position: sync.nextPosition() });
    const late = { changes: [category('copy')], position: { known: copy, next: newId() } };
    await expect(master.push(branchId, late)).rejects.toMatchObject({ code: 'branch-rewound' });
    const pull = pullQuerySchema.parse({ after: 0, known: copy.join(',') });
    await expect(master.pull(branchId, pull)).rejects.toMatchObject({ code: 'branch-rewound' });
    expect(await master.store.head()).toBe(2);
  });

  test('an empty database with the credentials of a branch that has spoken', async () => {
    const { master, branchId } = await openOffice();
    const { sync } = await openTestStore();
    await master.push(branchId, { changes: [category('first')], position: sync.nextPosition() });
    const fresh = { changes: [category('second')], position: { known: [], next: newId() } };
    await expect(master.push(branchId, fresh)).rejects.toMatchObject({ code: 'branch-rewound' });
  });

  test('both at once: exactly one is let in', async () => {
    const { master, branchId } = await openOffice();
    const { sync } = await openTestStore();
    await master.push(branchId, { changes: [category('first')], position: sync.nextPosition() });
    const known = [...sync.facts().positions];
    const both = ['one', 'other'].map((name) =>
      master.push(branchId, { changes: [category(name)], position: { known, next: newId() } }),
    );
    const outcomes = (await Promise.allSettled(both)).map(({ status }) => status).sort();
    expect(outcomes).toEqual(['fulfilled', 'rejected']);
    expect(await master.store.head()).toBe(2);
  });
});

test('I18 a branch asks what it is known by long before it may be by too many', async () => {
  const store = await openTestStore();
  const made = Array.from({ length: mostPositions / 2 }, () => store.sync.nextPosition().next);
  const asked = (position: string): Promise<void> => {
    const client = { identify: async () => ({ branchId: 'b', branchName: 'A', epoch: newId(), head: 0, position }) };
    const parts = { store: store.sync } as unknown as Parameters<typeof settleStanding>[0];
    return settleStanding(parts, { client } as unknown as Parameters<typeof settleStanding>[1], {});
  };
  await expect(asked(newId())).rejects.toMatchObject({ code: 'branch-rewound' });
  expect(store.sync.facts().positions).toHaveLength(mostPositions / 2);
  await asked(made[20] ?? '');
  expect(store.sync.facts().positions).toEqual(made.slice(17));
});
