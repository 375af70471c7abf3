import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { acceptAll } from '../../../support/master-answers.ts';
import type { Store } from '../../../../src/main/store/open-store.ts';
import type { Batch } from '../../../../src/main/sync/sync-store.ts';
import type { RecordRow } from '../../../../src/shared/record.ts';
import { openSqlite } from '../../../../src/sqlite/open-sqlite.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { createTestClock, openTestStore } from '../../../support/open-test-store.ts';
import { saveSale } from '../../../support/save-sale.ts';

async function sendAll(store: Store): Promise<Batch[]> {
  const sent: Batch[] = [];
  for (let batch = await store.sync.claim(one); batch; batch = await store.sync.claim(one)) {
    sent.push(batch);
    await store.sync.settle(acceptAll(batch));
  }
  return sent;
}

/** @param meanwhile while it is on its way */
async function sendWithoutAnswer(store: Store, meanwhile: () => Promise<void> = async () => undefined): Promise<void> {
  await store.sync.claim(one);
  await meanwhile();
  store.sync.recoverInFlight();
}

type TestClock = ReturnType<typeof createTestClock>;
const one = { maxChanges: 1, maxBytes: 1_000_000 };
const wholeSale = ['Sale', 'SaleItem', 'StockMovement'];
const modelsOf = (batch: Batch): string[] => batch.items.map(({ change }) => change.modelName).sort();

const editSale = async (store: Store, sale: RecordRow): Promise<void> => {
  await store.write((trx) => store.repository('Sale').save(trx, { id: sale['id'], note: 'paid' }));
};

const editLine = async (store: Store): Promise<void> => {
  const lines = store.repository('SaleItem');
  await store.write((trx) => lines.save(trx, { id: lines.list()[0]?.['id'], total_cents: 99 }));
};

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
  [
    'when an edit of the sale has not been sent yet',
    async (store: Store, _clock: TestClock, sale: RecordRow) => {
      await store.write((trx) => store.repository('Sale').save(trx, { id: sale['id'], note: 'paid' }));
    },
  ],
  [
    'when nobody knows what became of an edit of the sale',
    async (store: Store, _clock: TestClock, sale: RecordRow) => {
      await store.write((trx) => store.repository('Sale').save(trx, { id: sale['id'], note: 'paid' }));
      await sendWithoutAnswer(store);
    },
  ],
  [
    'when an edit follows one of which nobody knows what became of it',
    async (store: Store, _clock: TestClock, sale: RecordRow) => {
      const edit = async (note: string) =>
        await store.write((trx) => store.repository('Sale').save(trx, { id: sale['id'], note }));
      await edit('paid');
      await sendWithoutAnswer(store, async () => void (await edit('paid in cash')));
    },
  ],
  [
    'when a line and the sale were edited one after the other, and neither has been sent yet',
    async (store: Store, _clock: TestClock, sale: RecordRow) => {
      await editLine(store);
      await editSale(store, sale);
    },
  ],
  ['when a line alone was edited, and that has not been sent yet', async (store: Store) => await editLine(store)],
  [
    'when an edit of the sale, made on its own, has not been sent yet',
    async (store: Store, _clock: TestClock, sale: RecordRow) => {
      const alone = { independent: true };
      await store.write((trx) => store.repository('Sale').save(trx, { id: sale['id'], note: 'paid' }), alone);
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

test.each([
  ['is edited', async (store: Store, sale: RecordRow) => await editSale(store, sale)],
  [
    'is edited after it was taken up, and does not leave,',
    async (store: Store, sale: RecordRow) => {
      const products = await store.sync.claim(one);
      if (products) await store.sync.settle(acceptAll(products));
      const batch = await store.sync.claim(one);
      await editSale(store, sale);
      await store.sync.giveBack((batch?.items ?? []).map(({ logId }) => logId));
    },
  ],
] as const)(
  'a sale that %s while it waits to go back goes back with its lines and their stock all the same (I10, I17)',
  async (_name, live) => {
    const store = await openTestStore();
    const sale = await saveSale(store);
    await sendAll(store);
    await store.sync.adoptEpoch('019ab000-0000-7000-8000-000000000001', 0);
    await live(store, sale);
    const again = await sendAll(store);
    expect(again.map(modelsOf).filter((models) => models[0] !== 'Product')).toEqual([wholeSale]);
  },
);

test('what was saved together with an edit of a line goes back in its group too (I10, I17)', async () => {
  const store = await openTestStore();
  await saveSale(store);
  await sendAll(store);
  await store.write((trx) => {
    const [lines, products] = [store.repository('SaleItem'), store.repository('Product')];
    lines.save(trx, { id: lines.list()[0]?.['id'], total_cents: 99 });
    products.save(trx, { id: products.list()[0]?.['id'], price_cents: 99 });
  });
  await store.sync.adoptEpoch('019ab000-0000-7000-8000-000000000001', 0);
  expect((await sendAll(store)).map(modelsOf)).toEqual([['Product', ...wholeSale]]);
});

test('an edit of the sale at any moment of the adoption goes back with its lines too (I10, I17)', async () => {
  for (let moment = 0, moments = 1; moment < moments; moment++) {
    let now = 0;
    let meanwhile = async (): Promise<void> => undefined;
    const store = await openTestStore({ yieldToOthers: async () => await meanwhile() });
    const sale = await saveSale(store);
    await sendAll(store);
    meanwhile = async () => {
      if (now++ === moment) await editSale(store, sale);
    };
    await store.sync.adoptEpoch('019ab000-0000-7000-8000-000000000001', 0);
    moments = now;
    const again = await sendAll(store);
    expect(again.map(modelsOf).filter((models) => models[0] !== 'Product')).toEqual([wholeSale]);
  }
});

function keptForResending(dataDir: string): number {
  const db = openSqlite(join(dataDir, 'branch.sqlite'));
  onTestFinished(() => void db.close());
  return db.prepare<[], { n: number }>('select count(*) as n from sync_unbacked').get()?.n ?? 0;
}

test('the removal of a sale goes back in one group, also when the cleanup has forgotten everything else of that time (I10, I17)', async () => {
  const clock = createTestClock();
  const dataDir = tempFolder();
  const store = await openTestStore({ clock, dataDir });
  const sale = await saveSale(store);
  await sendAll(store);
  await store.write((trx) => store.repository('Sale').remove(trx, String(sale['id'])));
  await sendAll(store);
  clock.advance(30 * 86_400_000);
  await store.sync.cleanup(7);
  const kept = keptForResending(dataDir);
  await store.sync.adoptEpoch('019ab000-0000-7000-8000-000000000001', 0);
  const again = await sendAll(store);
  const removals = again.filter((batch) => batch.items.some(({ change }) => change.action === 'delete'));
  expect(removals.map(modelsOf)).toEqual([wholeSale]);
  // What else was kept would grow with every change that a head office without backups has ever heard of.
  expect(kept).toBe(3);
});
