import { expect, it } from 'vitest';
import type { LogFilter } from '../../../../src/shared/ipc/logs.ts';
import type { SyncLogRow } from '../../../../src/shared/sync-log.ts';
import type { Store } from '../../../../src/main/store/open-store.ts';
import { meantBy } from '../../../support/meant-by-filter.ts';
import { createTestClock, openTestStore } from '../../../support/open-test-store.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

/** Changes of three models over some days; some confirmed, some refused, some gone again; `jumps`: how far the clock is set off after every tenth. */
async function liveSomeDays(jumps: readonly number[]): Promise<Store> {
  const clock = createTestClock();
  const store = await openTestStore({ clock });
  const save = async (model: string, data: Record<string, unknown>): Promise<string> =>
    String((await store.write((trx) => store.repository(model).save(trx, data)))['id']);
  for (let turn = 0; turn < 60; turn += 1) {
    const category = await save('Category', { name: `Category ${turn}` });
    clock.advance(20 * minute);
    await save('Customer', { name: `Customer ${turn}` });
    const [first] = store.SyncLog.getPendingForModel('Customer');
    if (first && turn % 3 === 0) store.SyncLog.markSyncLogsAsCompleted([first.id]);
    if (first && turn % 7 === 1)
      store.SyncLog.markSyncLogsAsFailed([first.id], { code: 'not-allowed', message: 'A customer, refused' });
    if (turn % 5 === 2) await store.write((trx) => store.repository('Category').remove(trx, category));
    else if (turn % 5 === 3) {
      const { id } = store.SyncLog.forRecord('Category', category)[0] ?? { id: 0 };
      store.SyncLog.markSyncLogsAsCompleted([id]);
      await store.write((trx) => store.repository('Category').remove(trx, category));
    }
    clock.advance(2 * 60 * minute);
    if (turn % 10 === 9) clock.advance(jumps[(turn - 9) / 10] ?? 0);
  }
  return store;
}

function everyFilter(all: readonly SyncLogRow[]): LogFilter[] {
  const times = all.map((row) => row.created_at);
  const [early, late] = [times[Math.floor(times.length * 0.3)], times[Math.floor(times.length * 0.8)]];
  const id = all[40]?.model_id ?? '';
  const statuses = [undefined, 'pending', 'completed', 'failed', 'syncing'] as const;
  const dates = [
    {},
    { from: early },
    { to: late },
    { from: early, to: late },
    { from: late, to: early },
    { from: '2030' },
  ];
  const whats = [
    {},
    { model: 'Customer' },
    { model: 'Product' },
    { action: 'delete' as const },
    { model: 'Category', action: 'create' as const },
    { text: 'customer' },
    { text: id },
    { text: id.slice(0, 9) },
    { text: id.slice(9, 18) },
    { text: id.slice(19, 28) },
    { text: id.slice(20, 24) },
    { text: 'refused' },
    { model: 'Customer', text: 'Category' },
    { model: 'Category', text: id.slice(24) },
  ];
  return statuses.flatMap((status) => dates.flatMap((date) => whats.map((what) => ({ status, ...date, ...what }))));
}

it.each([
  ['that always went on', []],
  ['that was put back and forth', [-day, 3 * day, -5 * day, 2 * day, -minute]],
])('finds and counts exactly what a filter says, by a clock %s', async (_clock, jumps) => {
  const store = await liveSomeDays(jumps);
  const all = store.SyncLog.search({}, { limit: 1000 });
  expect(all.length).toBeGreaterThan(100);
  for (const filter of everyFilter(all)) {
    const wanted = meantBy(filter, all).map((row) => row.id);
    const found = (page: { before?: number | null; offset?: number; limit: number }): number[] =>
      store.SyncLog.search(filter, page).map((row) => row.id);
    const about = JSON.stringify(filter);
    expect(found({ limit: 1000 }), about).toEqual(wanted);
    expect(store.SyncLog.count(filter), about).toBe(wanted.length);
    const middle = Math.floor(wanted.length / 2);
    expect(found({ offset: middle, limit: 7 }), about).toEqual(wanted.slice(middle, middle + 7));
    expect(found({ before: wanted[middle] ?? 0, limit: 7 }), about).toEqual(wanted.slice(middle + 1, middle + 8));
  }
});

it('reads the dates of the rows where the clock was put back all the time', async () => {
  const clock = createTestClock();
  const store = await openTestStore({ clock });
  for (let turn = 0; turn < 450; turn += 1) {
    clock.advance(turn % 2 === 0 ? 2 * minute : -minute);
    await store.write((trx) => store.repository('Category').save(trx, { name: `Category ${turn}` }));
  }
  const all = store.SyncLog.search({}, { limit: 1000 });
  const from = all[200]?.created_at ?? '';
  const wanted = all.filter((row) => row.created_at >= from).map((row) => row.id);
  expect(store.SyncLog.search({ from }, { limit: 1000 }).map((row) => row.id)).toEqual(wanted);
  expect(store.SyncLog.count({ from })).toBe(wanted.length);
});
