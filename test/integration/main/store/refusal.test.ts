import { describe, expect, it } from 'vitest';
import type { Store } from '../../../../src/main/store/open-store.ts';
import type { Batch, Settlement } from '../../../../src/main/sync/sync-store.ts';
import { acceptAll } from '../../../support/master-answers.ts';
import { openTestStore } from '../../../support/open-test-store.ts';

const limits = { maxChanges: 1000, maxBytes: 1_000_000 };

async function claim(store: Store): Promise<Batch> {
  const batch = await store.sync.claim(limits);
  if (!batch) throw new Error('nothing was due');
  return batch;
}

/** A master that refuses the group because of its first SaleItem. */
function refuseGroup(batch: Batch, code = 'invalid-record'): Settlement[] {
  const culprit = batch.items.find((item) => item.change.modelName === 'SaleItem');
  return batch.items.map((item) =>
    item === culprit
      ? { logId: item.logId, accepted: false, code, message: 'The quantity is wrong.', field: 'quantity' }
      : {
          logId: item.logId,
          accepted: false,
          code: 'group-refused',
          message: 'Refused together.',
          causedBy: culprit?.change.changeId,
        },
  );
}

async function saveSale(store: Store): Promise<{ sale: string; item: string; product: string }> {
  const product = await store.write((trx) =>
    store.repository('Product').save(trx, { sku: 'p', name: 'Tea', price_cents: 1 }),
  );
  await store.sync.settle(acceptAll(await claim(store)));
  return store.write((trx) => {
    const sale = store
      .repository('Sale')
      .save(trx, { number: '1', sold_at: '2026-11-23T08:00:00.000Z', total_cents: 1 });
    const item = store
      .repository('SaleItem')
      .save(trx, { sale_id: sale['id'], product_id: product['id'], quantity: 1, unit_price_cents: 1, total_cents: 1 });
    return { sale: String(sale['id']), item: String(item['id']), product: String(product['id']) };
  });
}

describe('a group that is refused (I10)', () => {
  it('fails as a whole, each log with its reason', async () => {
    const store = await openTestStore();
    await saveSale(store);
    expect(await store.sync.settle(refuseGroup(await claim(store)))).toEqual({ confirmed: 0, refused: 2, held: 0 });
    const failed = store.SyncLog.search({ status: 'failed' }, { limit: 10 });
    expect(failed.filter((row) => row.error_field !== null)).toMatchObject([
      { model_name: 'SaleItem', error_field: 'quantity' },
    ]);
    expect(new Map(failed.map((row) => [row.model_name, row.error_code]))).toEqual(
      new Map([
        ['Sale', 'group-refused'],
        ['SaleItem', 'invalid-record'],
      ]),
    );
    expect(failed).toHaveLength(2);
  });

  it('is tried again as a whole when one of its records is repaired', async () => {
    const store = await openTestStore();
    const { item } = await saveSale(store);
    await store.sync.settle(refuseGroup(await claim(store)));
    await store.write((trx) => store.repository('SaleItem').save(trx, { id: item, quantity: 2 }));
    expect(store.SyncLog.getSyncLogStats()).toMatchObject({ failed: 0, pending: 2 });
    const again = await claim(store);
    expect(again.items.map((entry) => [entry.change.modelName, entry.change.action])).toEqual([
      ['Sale', 'create'],
      ['SaleItem', 'create'],
    ]);
    expect(new Set(again.items.map((entry) => entry.change.transactionId)).size).toBe(1);
  });

  it.each(['Sale', 'SaleItem'])(
    'is tried again as a whole when its %s was edited while it travelled',
    async (edited) => {
      const store = await openTestStore();
      const { sale, item } = await saveSale(store);
      const batch = await claim(store);
      await store.write((trx) =>
        edited === 'Sale'
          ? store.repository('Sale').save(trx, { id: sale, note: 'gift' })
          : store.repository('SaleItem').save(trx, { id: item, quantity: 2 }),
      );
      await store.sync.settle(refuseGroup(batch));
      expect(store.SyncLog.getSyncLogStats()).toMatchObject({ failed: 0, pending: 2 });
      const again = await claim(store);
      expect(again.items.map((entry) => entry.change.modelName)).toEqual(['Sale', 'SaleItem']);
      expect(new Set(again.items.map((entry) => entry.change.transactionId)).size).toBe(1);
      // Without another edit it fails as a whole.
      await store.sync.settle(refuseGroup(again));
      expect(store.SyncLog.getSyncLogStats()).toMatchObject({ failed: 2, pending: 0 });
    },
  );

  it('is retried as a whole when a person retries one of its logs', async () => {
    const store = await openTestStore();
    await saveSale(store);
    await store.sync.settle(refuseGroup(await claim(store)));
    const [log] = store.SyncLog.search({ status: 'failed' }, { limit: 1 });
    expect(store.SyncLog.retry([log?.id ?? 0])).toBe(2);
    expect((await claim(store)).items).toHaveLength(2);
  });

  it('waits as a whole when one of its records refers to something that was refused', async () => {
    const store = await openTestStore();
    const { sale, product } = await saveSale(store);
    await store.sync.settle(acceptAll(await claim(store)));
    const customer = await store.write((trx) => store.repository('Customer').save(trx, { name: 'Ann' }));
    await store.write((trx) => {
      store.repository('Sale').save(trx, { id: sale, customer_id: customer['id'] });
      store.repository('Product').save(trx, { id: product, name: 'Green tea' });
    });
    const batch = await claim(store);
    const outcome = await store.sync.settle(
      batch.items.map((item) => {
        const { changeId, modelName } = item.change;
        if (modelName === 'Customer')
          return { logId: item.logId, accepted: false, code: 'invalid-record', message: 'No.' };
        if (modelName === 'Sale')
          return { logId: item.logId, accepted: false, code: 'missing-reference', message: 'No customer.' };
        const culprit = batch.items.find((other) => other.change.modelName === 'Sale');
        return {
          logId: item.logId,
          accepted: false,
          code: 'group-refused',
          message: changeId,
          causedBy: culprit?.change.changeId,
        };
      }),
    );
    expect(outcome).toEqual({ confirmed: 0, refused: 1, held: 2 });
    store.SyncLog.retry(store.SyncLog.refusedIds({}));
    expect((await claim(store)).items.map((item) => item.change.modelName).toSorted()).toEqual([
      'Customer',
      'Product',
      'Sale',
    ]);
  });
});

describe('retry', () => {
  it('takes the refused of one cause only', async () => {
    const store = await openTestStore();
    for (const name of ['Ann', 'Bob']) await store.write((trx) => store.repository('Customer').save(trx, { name }));
    const [first, second] = (await claim(store)).items;
    await store.sync.settle([
      { logId: first?.logId ?? 0, accepted: false, code: 'invalid-record', message: 'No.' },
      { logId: second?.logId ?? 0, accepted: false, code: 'duplicate-value', message: 'No.' },
    ]);
    expect(store.SyncLog.retry(store.SyncLog.refusedIds({ errorCode: 'duplicate-value' }))).toBe(1);
    expect(store.SyncLog.getSyncLogStats()).toMatchObject({ failed: 1, pending: 1 });
  });
});

describe('causes', () => {
  it('group what was refused by cause and model, with what was refused together and what waits', async () => {
    const store = await openTestStore();
    await saveSale(store);
    await store.sync.settle(refuseGroup(await claim(store)));
    for (const name of ['Ann', 'Bob']) await store.write((trx) => store.repository('Customer').save(trx, { name }));
    const customers = await claim(store);
    await store.sync.settle(
      customers.items.map((item, index) => ({
        logId: item.logId,
        accepted: false,
        code: 'invalid-record',
        message: `No ${index}.`,
      })),
    );
    const refused = customers.items.map((item) => item.change.modelId);
    await store.write((trx) =>
      store
        .repository('Sale')
        .save(trx, { number: '2', sold_at: trx.now, total_cents: 0, customer_id: refused[0] ?? null }),
    );
    expect(await store.sync.claim(limits)).toBeNull();
    expect(store.SyncLog.causes()).toEqual([
      {
        code: 'invalid-record',
        model: 'Customer',
        sentence: 'No 1.',
        count: 2,
        together: 0,
        waiting: 1,
        newestId: customers.items[1]?.logId,
      },
      expect.objectContaining({ code: 'invalid-record', model: 'SaleItem', count: 1, together: 1, waiting: 0 }),
    ]);
    expect(store.SyncLog.retry(store.SyncLog.refusedIds({ errorCode: 'invalid-record', model: 'SaleItem' }))).toBe(2);
    expect(store.SyncLog.causes()).toHaveLength(1);
  });

  it('are none once the refused record was edited: the edit is tried by itself, and what waited behind it goes too', async () => {
    const store = await openTestStore();
    const ann = await store.write((trx) => store.repository('Customer').save(trx, { name: 'Ann' }));
    const [log] = (await claim(store)).items;
    await store.sync.settle([{ logId: log?.logId ?? 0, accepted: false, code: 'invalid-record', message: 'No.' }]);
    await store.write((trx) =>
      store
        .repository('Sale')
        .save(trx, { number: '2', sold_at: trx.now, total_cents: 0, customer_id: String(ann['id']) }),
    );
    expect(await store.sync.claim(limits)).toBeNull();
    expect(store.SyncLog.countHeld()).toBe(1);
    await store.write((trx) => store.repository('Customer').save(trx, { id: ann['id'], name: 'Anna' }));
    expect(store.SyncLog.causes()).toEqual([]);
    const again = await claim(store);
    expect(again.items.map((item) => item.change.modelName)).toEqual(['Customer', 'Sale']);
    expect(again.items[0]?.change).toMatchObject({ action: 'create', data: { name: 'Anna' } });
    expect(again.items[0]?.change.changeId).not.toBe(log?.change.changeId);
  });
});

describe('the original vocabulary', () => {
  it('marks logs by hand and cleans up what completed long ago', async () => {
    const store = await openTestStore();
    for (const name of ['Ann', 'Bob', 'Cid'])
      await store.write((trx) => store.repository('Customer').save(trx, { name }));
    const [ann, bob] = store.SyncLog.getAllPending();
    expect(store.SyncLog.markSyncLogsAsCompleted([ann?.id ?? 0])).toBe(1);
    expect(store.SyncLog.markSyncLogsAsFailed([bob?.id ?? 0], { code: 'given-up', message: 'Given up.' })).toBe(1);
    expect(store.SyncLog.getSyncLogStats()).toEqual({ pending: 1, syncing: 0, completed: 1, failed: 1, total: 3 });
    expect(await store.SyncLog.cleanupOldSyncLogs(7)).toBe(0);
    expect(await store.SyncLog.cleanupOldSyncLogs(0)).toBe(1);
    expect(store.SyncLog.getSyncLogStats()).toEqual({ pending: 1, syncing: 0, completed: 0, failed: 1, total: 2 });
  });
});
