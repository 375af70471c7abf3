import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { acceptAll } from '../../../support/master-answers.ts';
import type { Store } from '../../../../src/main/store/open-store.ts';
import type { Batch } from '../../../../src/main/sync/sync-store.ts';
import type { FeedEntry } from '../../../../src/shared/protocol/pull.ts';
import type { RecordRow } from '../../../../src/shared/record.ts';
import { openSqlite } from '../../../../src/sqlite/open-sqlite.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { createTestClock, openTestStore } from '../../../support/open-test-store.ts';
import { saveSale } from '../../../support/save-sale.ts';

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

test('what a head office says whose clock was set back between two restores is newer than all that it said before (I17)', async () => {
  const store = await openTestStore();
  const id = '0190a1b2-0000-7000-8000-000000000001';
  const at = '2026-11-23T08:00:00.000Z';
  const entry = (sequence: number, version: number, name: string): FeedEntry => ({
    sequence,
    transactionId: null,
    modelName: 'Customer',
    modelId: id,
    action: 'upsert',
    version,
    changedFields: null,
    data: { ...store.repository('Customer').find(id), id, name, created_at: at, updated_at: at },
    branchId: null,
    hlc: `${at}-0000-master`,
    at,
  });
  await store.sync.applyFeed([entry(1, 2000, 'Of an epoch that began late')], 1);
  await store.write((trx) => store.repository('Customer').save(trx, { id, notes: 'unsent' }));
  await store.sync.adoptEpoch('019ab000-0000-7000-8000-000000000001', 1, 1000);
  expect(store.SyncLog.getAllPending()).toMatchObject([{ base_version: 1000 }]);
  await store.sync.applyFeed([entry(2, 1001, 'Of this one')], 2);
  expect(store.repository('Customer').find(id)).toMatchObject({ name: 'Of this one', notes: 'unsent' });
});
