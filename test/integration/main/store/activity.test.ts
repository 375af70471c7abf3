import { describe, expect, it } from 'vitest';
import type { Store } from '../../../../src/main/store/open-store.ts';
import { acceptAll, refuseModel } from '../../../support/master-answers.ts';
import { createTestClock, openTestStore } from '../../../support/open-test-store.ts';

const hour = 3_600_000;
const limits = { maxChanges: 1000, maxBytes: 1_000_000 };

async function saveCategory(store: Store, name: string): Promise<string> {
  const saved = await store.write((trx) => store.repository('Category').save(trx, { name }));
  return String(saved['id']);
}

async function settle(store: Store, answer: typeof acceptAll = acceptAll): Promise<void> {
  const batch = await store.sync.claim(limits);
  if (!batch) throw new Error('nothing was due');
  await store.sync.settle(answer(batch));
}

async function storeAt(start: string) {
  const clock = createTestClock(start);
  return { clock, store: await openTestStore({ clock }) };
}

describe('what was recorded and confirmed, hour by hour', () => {
  it('is counted in the hour in which it happened', async () => {
    const { clock, store } = await storeAt('2026-11-23T08:59:59.999Z');
    await saveCategory(store, 'Tea');
    await saveCategory(store, 'Coffee');
    clock.advance(1);
    await saveCategory(store, 'Bread');
    clock.advance(2 * hour);
    await settle(store);
    expect(store.SyncLog.activity('day')).toEqual({
      from: '2026-11-22T12:00:00.000Z',
      to: '2026-11-23T12:00:00.000Z',
      hours: [
        { at: '2026-11-23T08:00:00.000Z', recorded: 2, confirmed: 0 },
        { at: '2026-11-23T09:00:00.000Z', recorded: 1, confirmed: 0 },
        { at: '2026-11-23T11:00:00.000Z', recorded: 0, confirmed: 3 },
      ],
    });
  });

  it('counts a record once that is edited, or deleted, before it was sent', async () => {
    const { store } = await storeAt('2026-11-23T08:00:00.000Z');
    const id = await saveCategory(store, 'Tea');
    await store.write((trx) => store.repository('Category').save(trx, { id, name: 'Teas' }));
    await settle(store);
    await store.write((trx) => store.repository('Category').save(trx, { id, name: 'Tea' }));
    await store.write((trx) => store.repository('Category').remove(trx, id));
    const [now] = store.SyncLog.activity('day').hours;
    expect(now).toMatchObject({ recorded: 2, confirmed: 1 });
  });

  it('never calls confirmed what was refused', async () => {
    const { store } = await storeAt('2026-11-23T08:00:00.000Z');
    await saveCategory(store, 'Tea');
    await settle(store, (batch) => refuseModel(batch, 'Category'));
    expect(store.SyncLog.activity('day').hours).toMatchObject([{ recorded: 1, confirmed: 0 }]);
  });

  it('counts nothing of a change that could not be saved', async () => {
    const { store } = await storeAt('2026-11-23T08:00:00.000Z');
    await expect(
      store.write((trx) => {
        store.repository('Category').save(trx, { name: 'Tea' });
        throw new Error('no power');
      }),
    ).rejects.toThrow('no power');
    expect(store.SyncLog.activity('day').hours).toEqual([]);
  });

  it('keeps a confirmation when the cleanup removes its log, and forgets it after three months', async () => {
    const { clock, store } = await storeAt('2026-08-01T08:00:00.000Z');
    await saveCategory(store, 'Tea');
    await settle(store);
    clock.advance(20 * 24 * hour);
    expect(await store.SyncLog.cleanupOldSyncLogs(7)).toBe(1);
    expect(store.SyncLog.activity('week').hours).toEqual([]);
    expect(store.SyncLog.activity('month').hours).toMatchObject([{ recorded: 1, confirmed: 1 }]);
    clock.advance(100 * 24 * hour);
    await store.SyncLog.cleanupOldSyncLogs(7);
    expect(store.context.prepare('select * from sync_activity').all()).toEqual([]);
  });

  it('is found by the hour alone, whatever the size of the log', async () => {
    const { store } = await storeAt('2026-11-23T08:00:00.000Z');
    const plan = store.context
      .prepare<{ detail: string }>(
        'explain query plan select hour, recorded, confirmed from sync_activity where hour >= ? and hour < ? order by hour',
      )
      .all(0, 1);
    expect(plan.map(({ detail }) => detail)).toEqual([
      'SEARCH sync_activity USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)',
    ]);
  });
});
