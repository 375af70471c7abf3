import { describe, expect, it } from 'vitest';
import type { Store } from '../../../../src/main/store/open-store.ts';
import type { Batch } from '../../../../src/main/sync/sync-store.ts';
import { acceptAll, refuseModel } from '../../../support/master-answers.ts';
import { createTestClock, openTestStore } from '../../../support/open-test-store.ts';

const limits = { maxChanges: 1000, maxBytes: 1_000_000 };
const names = (batch: Batch | null) => batch?.items.map((item) => item.change.modelName) ?? [];

async function save(store: Store, model: string, values: Record<string, unknown>): Promise<string> {
  return String((await store.write((trx) => store.repository(model).save(trx, values)))['id']);
}

async function claim(store: Store, some = limits): Promise<Batch> {
  const batch = await store.sync.claim(some);
  if (!batch) throw new Error('nothing was due');
  return batch;
}

async function settleAll(store: Store): Promise<void> {
  for (let batch = await store.sync.claim(limits); batch; batch = await store.sync.claim(limits))
    await store.sync.settle(acceptAll(batch));
}

function saveSale(store: Store, productId: string, customerId?: string) {
  return store.write((trx) => {
    const sale = store.repository('Sale').save(trx, {
      number: '1',
      sold_at: '2026-11-23T08:00:00.000Z',
      total_cents: 100,
      ...(customerId ? { customer_id: customerId } : {}),
    });
    for (const quantity of [1, 2]) {
      store
        .repository('SaleItem')
        .save(trx, { sale_id: sale['id'], product_id: productId, quantity, unit_price_cents: 50, total_cents: 50 });
    }
    return String(sale['id']);
  });
}

describe('claim', () => {
  it('sends the record that a later edit made an older one refer to first (I9)', async () => {
    const store = await openTestStore();
    const product = await save(store, 'Product', { sku: 'p', name: 'Tea', price_cents: 1 });
    const category = await save(store, 'Category', { name: 'Drinks' });
    await save(store, 'Product', { id: product, category_id: category });
    expect(names(await claim(store))).toEqual(['Category', 'Product']);
  });

  it('never splits what was saved in one transaction, whatever the limit (I10)', async () => {
    const store = await openTestStore();
    const product = await save(store, 'Product', { sku: 'p', name: 'Tea', price_cents: 1 });
    await saveSale(store, product);
    const first = await claim(store, { maxChanges: 2, maxBytes: 1_000_000 });
    expect(names(first)).toEqual(['Product']);
    await store.sync.settle(acceptAll(first));
    const second = await claim(store, { maxChanges: 2, maxBytes: 10 });
    expect(names(second)).toEqual(['Sale', 'SaleItem', 'SaleItem']);
    expect(new Set(second.items.map((item) => item.change.transactionId)).size).toBe(1);
    expect(second.items[0]?.change.transactionId).not.toBeNull();
  });

  it('holds back only what refers to a refused record, says behind which, and lets it go when that is accepted (I9)', async () => {
    const store = await openTestStore();
    const customer = await save(store, 'Customer', { name: 'Ann' });
    const product = await save(store, 'Product', { sku: 'p', name: 'Tea', price_cents: 1 });
    await store.sync.settle(refuseModel(await claim(store), 'Customer'));
    await saveSale(store, product, customer);
    await save(store, 'Category', { name: 'Drinks' });
    const next = await claim(store);
    expect(names(next)).toEqual(['Category']);
    await store.sync.settle(acceptAll(next));
    const [refused] = store.SyncLog.search({ status: 'failed' }, { limit: 1 });
    expect(store.SyncLog.waitingBehind(refused?.id ?? 0, 10)).toMatchObject({
      count: 3,
      rows: [{ model_name: 'Sale' }, {}, {}],
    });
    expect(await store.sync.claim(limits)).toBeNull();
    store.SyncLog.retry({});
    expect(names(await claim(store))).toEqual(['Customer', 'Sale', 'SaleItem', 'SaleItem']);
  });

  it('finds what can go behind more held changes than fit into a batch (I5)', async () => {
    const store = await openTestStore();
    const customer = await save(store, 'Customer', { name: 'Ann' });
    await store.sync.settle(refuseModel(await claim(store), 'Customer'));
    for (let index = 0; index < 20; index += 1) {
      await save(store, 'Sale', {
        number: String(index),
        sold_at: '2026-11-23T08:00:00.000Z',
        total_cents: 1,
        customer_id: customer,
      });
    }
    await save(store, 'Category', { name: 'Drinks' });
    expect(names(await claim(store, { maxChanges: 5, maxBytes: 1_000_000 }))).toEqual(['Category']);
    expect(store.SyncLog.countHeld()).toBe(20);
  });

  it('makes a child that was refused because its parent was refused wait instead of fail (I9)', async () => {
    const store = await openTestStore();
    const customer = await save(store, 'Customer', { name: 'Ann' });
    await save(store, 'Sale', {
      number: '1',
      sold_at: '2026-11-23T08:00:00.000Z',
      total_cents: 1,
      customer_id: customer,
    });
    const batch = await claim(store);
    const [parent, child] = batch.items;
    const outcome = await store.sync.settle([
      { logId: parent?.logId ?? 0, accepted: false, code: 'invalid-record', message: 'No.' },
      {
        logId: child?.logId ?? 0,
        accepted: false,
        code: 'missing-reference',
        message: 'The customer is not known.',
        field: 'customer_id',
      },
    ]);
    expect(outcome).toEqual({ confirmed: 0, refused: 1, held: 1 });
    expect(store.SyncLog.waitingBehind(parent?.logId ?? 0, 10).count).toBe(1);
  });

  it('lets a grandchild go that was refused because its parent was, when the parent goes by itself (I9)', async () => {
    const store = await openTestStore();
    const category = await save(store, 'Category', { name: 'Drinks' });
    const product = await save(store, 'Product', { sku: 'p', name: 'Tea', price_cents: 1, category_id: category });
    await saveSale(store, product);
    const batch = await claim(store);
    const lacking = { accepted: false, code: 'missing-reference', message: 'Not known.' } as const;
    const refusals = batch.items.map(({ logId, change }) => {
      if (change.modelName === 'Category')
        return { logId, accepted: false, code: 'duplicate-value', message: 'Taken.' } as const;
      const causedBy = change.modelName === 'Sale' ? batch.items.at(-1)?.change.changeId : undefined;
      return causedBy === undefined ? { logId, ...lacking } : { logId, ...lacking, code: 'group-refused', causedBy };
    });
    await store.sync.settle(refusals);
    expect(await store.sync.claim(limits)).toBeNull();
    expect(store.SyncLog.waitingBehind(batch.items[0]?.logId ?? 0, 10).count).toBe(4);
    await save(store, 'Category', { id: category, name: 'Hot drinks' });
    for (const expected of [['Category', 'Product', 'Sale', 'SaleItem', 'SaleItem']])
      expect(names(await claim(store))).toEqual(expected);
  });

  it('lets nothing wait behind a change that a person marked as confirmed (I9)', async () => {
    const store = await openTestStore();
    const customer = await save(store, 'Customer', { name: 'Ann' });
    await store.sync.settle(refuseModel(await claim(store), 'Customer'));
    const sale = { number: '1', sold_at: '2026-11-23T08:00:00.000Z', total_cents: 1, customer_id: customer };
    await save(store, 'Sale', sale);
    expect(await store.sync.claim(limits)).toBeNull();
    store.SyncLog.markSyncLogsAsCompleted([1]);
    expect(names(await claim(store))).toEqual(['Sale']);
  });

  it('sends a group in doubt also when a record of it was removed and made anew meanwhile (I8, I9)', async () => {
    const store = await openTestStore();
    const product = await save(store, 'Product', { sku: 'p', name: 'Tea', price_cents: 1 });
    await settleAll(store);
    const { customer, sale } = await store.write((trx) => {
      const saved = store.repository('Customer').save(trx, { name: 'Ann' });
      const values = { number: '1', sold_at: trx.now, total_cents: 0, customer_id: saved['id'] };
      return { customer: saved, sale: store.repository('Sale').save(trx, values) };
    });
    const travelling = await claim(store);
    await store.sync.putInDoubt(travelling.items.map((item) => item.logId));
    await store.write((trx) => {
      store.repository('Sale').remove(trx, String(sale['id']));
      store.repository('Customer').remove(trx, String(customer['id']));
      return product;
    });
    await save(store, 'Customer', { id: customer['id'], name: 'Ann again' });
    const again = await claim(store);
    expect(again.items.map((item) => item.change)).toEqual(travelling.items.map((item) => item.change));
    await store.sync.settle(acceptAll(again));
    await settleAll(store);
    expect(store.SyncLog.getSyncLogStats()).toMatchObject({ pending: 0, failed: 0 });
  });

  it('tries a refused change again with the edit that was made while it travelled', async () => {
    const store = await openTestStore();
    const id = await save(store, 'Customer', { name: '' + 'Ann' });
    const batch = await claim(store);
    await save(store, 'Customer', { id, name: 'Anne' });
    await store.sync.settle(refuseModel(batch, 'Customer'));
    expect(store.SyncLog.getSyncLogStats()).toMatchObject({ pending: 1, failed: 0, total: 1 });
    expect((await claim(store)).items).toMatchObject([{ change: { action: 'create', data: { name: 'Anne' } } }]);
  });

  it('removes parts before their whole, so that a master that checks references takes them', async () => {
    const store = await openTestStore();
    const product = await save(store, 'Product', { sku: 'p', name: 'Tea', price_cents: 1 });
    const sale = await saveSale(store, product);
    await settleAll(store);
    await store.write((trx) => store.repository('Sale').remove(trx, sale));
    expect(names(await claim(store))).toEqual(['SaleItem', 'SaleItem', 'Sale']);
  });

  it('puts what a dead process had on its way back in the queue, in doubt (I8)', async () => {
    const store = await openTestStore();
    await save(store, 'Customer', { name: 'Ann' });
    await claim(store);
    expect(store.sync.recoverInFlight()).toBe(1);
    expect(store.SyncLog.getAllPending()).toMatchObject([{ in_doubt: true, sync_attempts: 1 }]);
  });

  it('does not wait for a time that a clock in the future has set, once the clock is right again (I8)', async () => {
    const clock = createTestClock();
    const store = await openTestStore({ clock });
    await save(store, 'Customer', { name: 'Ada' });
    const year = 365 * 86_400_000;
    clock.advance(year);
    const batch = await claim(store);
    await store.sync.giveBack(
      batch.items.map((item) => item.logId),
      clock.now() + 60_000,
    );
    expect(await store.sync.claim(limits)).toBeNull();
    clock.advance(-year);
    expect(store.sync.countDue()).toBe(1);
    expect(names(await claim(store))).toEqual(['Customer']);
  });

  it('does not offer what must not be tried yet, nor a later change of the same record', async () => {
    const store = await openTestStore();
    const id = await save(store, 'Customer', { name: 'Ann' });
    const batch = await claim(store);
    await store.sync.putInDoubt(
      batch.items.map((item) => item.logId),
      Date.now() + 300_000,
    );
    await save(store, 'Customer', { id, name: 'Anne' });
    expect(await store.sync.claim(limits)).toBeNull();
  });
});
