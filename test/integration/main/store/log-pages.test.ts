import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Store } from '../../../../src/main/store/open-store.ts';
import { blockSize } from '../../../../src/main/store/log/log-blocks.ts';
import type { LogFilter } from '../../../../src/shared/ipc/logs.ts';
import { actions, syncStatuses } from '../../../../src/shared/record.ts';
import { findMiscountedBlock } from '../../../support/miscounted-block.ts';
import { meantBy } from '../../../support/meant-by-filter.ts';
import { createTestClock, openTestStore } from '../../../support/open-test-store.ts';

const hour = 3_600_000;

/** A log of many blocks as weeks leave it: imports and single saves of some models, most confirmed, some refused, some cleaned up, the clock put back now and then. */
async function longLog(): Promise<Store> {
  const clock = createTestClock();
  const store = await openTestStore({ clock });
  const random = fc.sample(fc.nat(999), { seed: 7, numRuns: 400 });
  for (const [turn, chance] of random.entries()) {
    const model = chance < 60 ? 'Customer' : chance < 500 ? 'Category' : 'Product';
    const rows = Array.from({ length: 1 + (chance % 30) }, (_, row) =>
      model === 'Product'
        ? { sku: `SKU-${turn}-${row}`, name: 'Tea', price_cents: row }
        : { name: `${model} ${turn} ${row}` },
    );
    const saved = await store.write((trx) => store.repository(model).saveMany(trx, rows), { independent: true });
    clock.advance((turn % 37 === 5 ? -30 : (chance % 5) - 0.2) * hour);
    const waiting = store.SyncLog.getAllPending().map((row) => row.id);
    if (turn % 4 === 3) store.SyncLog.markSyncLogsAsCompleted(waiting.filter((id) => (id * 7) % 11 > 1));
    const refused = { code: 'not-allowed', message: 'The stocktaking is closed' };
    if (turn % 9 === 4) store.SyncLog.markSyncLogsAsFailed(waiting.slice(0, 7), refused);
    const gone = saved[0]?.['id'];
    if (turn % 6 === 1) await store.write((trx) => store.repository(model).remove(trx, String(gone)));
    if (turn === 250) await store.SyncLog.cleanupOldSyncLogs(5);
  }
  return store;
}

it('gives every row of any filter once and in order, page after page, from wherever it is asked, and counts them exactly', async () => {
  const store = await longLog();
  const all = store.SyncLog.search({}, { limit: 100_000 });
  expect(all.map((row) => row.id)).toEqual(
    store.context.db.prepare('select id from sync_logs order by id desc').pluck().all(),
  );
  const [newest, oldest] = [all[0]?.id ?? 0, all.at(-1)?.id ?? 0];
  expect((newest - oldest) / blockSize).toBeGreaterThan(5);
  expect(newest - oldest + 1).toBeGreaterThan(all.length);
  expect(findMiscountedBlock(store)).toBeUndefined();

  const time = fc.option(fc.constantFrom(...all.map((row) => row.created_at)), { nil: undefined, freq: 1 });
  const id = fc.constantFrom(...all.map((row) => row.model_id));
  const filters: fc.Arbitrary<LogFilter> = fc.record({
    status: fc.constantFrom(undefined, ...syncStatuses),
    model: fc.constantFrom(undefined, undefined, 'Customer', 'Category', 'Product'),
    action: fc.constantFrom(undefined, undefined, ...actions),
    from: time,
    to: time,
    text: fc.oneof(
      { weight: 4, arbitrary: fc.constant(undefined) },
      { weight: 3, arbitrary: fc.constantFrom('cat', 'stocktaking', 'c', 'nowhere') },
      { weight: 1, arbitrary: id },
      { weight: 1, arbitrary: id.map((whole) => whole.slice(24)) },
    ),
  });
  fc.assert(
    fc.property(
      filters,
      fc.integer({ min: 1, max: 700 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (filter, limit, depth) => {
        const wanted = meantBy(filter, all).map((row) => row.id);
        expect(store.SyncLog.count(filter)).toBe(wanted.length);
        const byOffset: number[] = [];
        const byKey: number[] = [];
        for (let offset = 0; offset <= wanted.length; offset += limit) {
          byOffset.push(...store.SyncLog.search(filter, { offset, limit }).map((row) => row.id));
          byKey.push(...store.SyncLog.search(filter, { before: byKey.at(-1) ?? null, limit }).map((row) => row.id));
        }
        expect(byOffset).toEqual(wanted);
        expect(byKey).toEqual(wanted);
        const offset = Math.floor(depth * wanted.length);
        const found = store.SyncLog.search(filter, { offset, limit }).map((row) => row.id);
        expect(found).toEqual(wanted.slice(offset, offset + limit));
      },
    ),
    { numRuns: 150 },
  );
});
