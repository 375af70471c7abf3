import { expect, test } from 'vitest';
import { acceptAll } from '../../../support/master-answers.ts';
import type { Store } from '../../../../src/main/store/open-store.ts';
import type { Batch } from '../../../../src/main/sync/sync-store.ts';
import type { RecordRow } from '../../../../src/shared/record.ts';
import { createTestClock, openTestStore } from '../../../support/open-test-store.ts';

test('what a head office without backups has lost is sent whole, also where the cleanup knows only the newer of its fields (I17)', async () => {
  const clock = createTestClock();
  const store = await openTestStore({ clock });
  const limits = { maxChanges: 10, maxBytes: 1_000_000 };
  const send = async (): Promise<void> => {
    const batch = await store.sync.claim(limits);
    if (batch) await store.sync.settle(acceptAll(batch));
  };
  const customers = store.repository('Customer');
  const { id } = await store.write((trx) => customers.save(trx, { name: 'Ann' }));
  await send();
  await store.write((trx) => customers.save(trx, { id, notes: 'typed long ago' }));
  await send();
  clock.advance(30 * 86_400_000);
  await store.sync.cleanup(7);
  await store.write((trx) => customers.save(trx, { id, name: 'Anna' }));
  await send();
  await store.sync.cleanup(7);
  await store.sync.adoptEpoch('019ab000-0000-7000-8000-000000000001', 0);
  const again = await store.sync.claim(limits);
  expect(again?.items.map(({ change }) => [change.changedFields, change.data['notes']])).toEqual([
    [null, 'typed long ago'],
  ]);
});

/** A sale of one line that head office holds, as a branch has it that made it. */
async function saveSale(store: Store): Promise<RecordRow> {
  const product = await store.write((trx) =>
    store.repository('Product').save(trx, { sku: 'p', name: 'Tea', price_cents: 100 }),
  );
  return await store.write((trx) => {
    const sale = store.repository('Sale').save(trx, { number: '1', sold_at: trx.now, total_cents: 100 });
    const item = store.repository('SaleItem').save(trx, {
      sale_id: sale['id'],
      product_id: product['id'],
      quantity: 1,
      unit_price_cents: 100,
      total_cents: 100,
    });
    store.repository('StockMovement').save(trx, {
      product_id: product['id'],
      sale_item_id: item['id'],
      quantity: -1,
      reason: 'sale',
      moved_at: trx.now,
    });
    return sale;
  });
}

async function sendAll(store: Store): Promise<Batch[]> {
  const sent: Batch[] = [];
  for (let batch = await store.sync.claim(one); batch; batch = await store.sync.claim(one)) {
    sent.push(batch);
    await store.sync.settle(acceptAll(batch));
  }
  return sent;
}

type TestClock = ReturnType<typeof createTestClock>;
const one = { maxChanges: 1, maxBytes: 1_000_000 };
const wholeSale = ['Sale', 'SaleItem', 'StockMovement'];
const modelsOf = (batch: Batch): string[] => batch.items.map(({ change }) => change.modelName).sort();

test.each([
  [
    'when the cleanup has forgotten with what each was saved',
    async (store: Store, clock: TestClock) => {
      clock.advance(30 * 86_400_000);
      await store.sync.cleanup(7);
    },
  ],
  [
    'when the sale was edited by itself since',
    async (store: Store, _clock: TestClock, sale: RecordRow) => {
      await store.write((trx) => store.repository('Sale').save(trx, { id: sale['id'], note: 'paid' }));
      await sendAll(store);
    },
  ],
] as const)(
  'a sale that head office lost goes back with its lines and their stock in one group %s (I10, I17)',
  async (_name, live) => {
    const clock = createTestClock();
    const store = await openTestStore({ clock });
    const sale = await saveSale(store);
    await sendAll(store);
    await live(store, clock, sale);
    await store.sync.adoptEpoch('019ab000-0000-7000-8000-000000000001', 0);
    const again = await sendAll(store);
    expect(again.map(modelsOf)).toEqual([['Product'], wholeSale]);
    expect(new Set(again[1]?.items.map(({ change }) => change.transactionId)).size).toBe(1);
  },
);
