import { describe, expect, it } from 'vitest';
import type { Store } from '../../../../src/main/store/open-store.ts';
import type { Batch } from '../../../../src/main/sync/sync-store.ts';
import { setAside } from '../../../support/set-aside.ts';
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
    store.SyncLog.retry(store.SyncLog.refusedIds({}));
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

  it.each([5, 1000])(
    'finds what can go behind more that waits for what is not due yet than is looked at at once, in batches of %i (I5)',
    async (maxChanges) => {
      const store = await openTestStore();
      const customer = await save(store, 'Customer', { name: 'Ann' });
      await setAside(store, await claim(store), Date.now() + 300_000);
      const sale = { sold_at: '2026-11-23T08:00:00.000Z', total_cents: 1, customer_id: customer };
      const sales = Array.from({ length: 1200 }, (_, index) => ({ ...sale, number: String(index) }));
      await store.write((trx) => store.repository('Sale').saveMany(trx, sales), { independent: true });
      await save(store, 'Category', { name: 'Drinks' });
      expect(names(await claim(store, { maxChanges, maxBytes: 1_000_000 }))).toEqual(['Category']);
    },
  );

  it('sends what is in doubt although head office was put back and what it refers to goes out anew after it (I8, I17)', async () => {
    const store = await openTestStore();
    const { product } = await store.write((trx) => {
      const category = store.repository('Category').save(trx, { name: 'Drinks' });
      const values = { sku: 'p', name: 'Tea', price_cents: 1, category_id: category['id'] };
      return { product: String(store.repository('Product').save(trx, values)['id']) };
    });
    await settleAll(store);
    await save(store, 'Product', { id: product, name: 'Green tea' });
    const travelling = await claim(store);
    await store.sync.putInDoubt(travelling.items.map((item) => item.logId));
    await store.sync.adoptEpoch('019ab000-0000-7000-8000-000000000001', 0);
    const again = await claim(store);
    expect(again.items[0]?.change).toEqual(travelling.items[0]?.change);
    await store.sync.settle(acceptAll(again));
    await settleAll(store);
    expect(store.SyncLog.getSyncLogStats()).toMatchObject({ pending: 0, failed: 0 });
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
    await setAside(store, batch, clock.now() + 60_000);
    expect(await store.sync.claim(limits)).toBeNull();
    clock.advance(-year);
    expect(store.sync.hasDue()).toBe(true);
    expect(names(await claim(store))).toEqual(['Customer']);
  });

  it('does not offer what was set aside before its time, unless a person asks for a sync', async () => {
    const store = await openTestStore();
    await save(store, 'Customer', { name: 'Ann' });
    await setAside(store, await claim(store), Date.now() + 300_000);
    expect(store.SyncLog.getAllPending()).toMatchObject([{ in_doubt: true, error_code: 'master-failed' }]);
    expect(await store.sync.claim(limits)).toBeNull();
    store.sync.makeDue();
    expect(names(await claim(store))).toEqual(['Customer']);
  });
});

describe('a large batch', () => {
  it('is taken in parts between which others come, in the order of the queue, each change once and after what it refers to', async () => {
    let turns = 0;
    const between: (() => Promise<unknown>)[] = [];
    const store = await openTestStore({
      async yieldToOthers() {
        turns += 1;
        await between.shift()?.();
      },
    });
    const products = Array.from({ length: 400 }, (_, index) => ({
      sku: `SKU-${index}`,
      name: `Product ${index}`,
      price_cents: 100,
    }));
    const saved = await store.write((trx) => store.repository('Product').saveMany(trx, products), {
      independent: true,
    });
    const ids = saved.map((record) => String(record['id']));
    const first = ids[0] ?? '';
    for (const id of ids.slice(0, 60)) await saveSale(store, id);
    const waiting = store.SyncLog.getAllPending().map((row) => row.id);
    // Edited after it was taken, and before the rest is.
    between.push(
      () => Promise.resolve(),
      () => save(store, 'Product', { id: first, price_cents: 150 }),
    );
    const batch = await claim(store);
    expect(turns).toBe(3);
    expect(batch.items.map((item) => item.logId)).toEqual(waiting);
    const sent = batch.items.map((item) => item.change.modelId);
    for (const { change } of batch.items.filter((item) => item.change.modelName === 'SaleItem'))
      expect(sent.indexOf(String(change.data['sale_id']))).toBeLessThan(sent.indexOf(change.modelId));
    await store.sync.settle(acceptAll(batch));
    const edited = await claim(store);
    expect(edited.items.map((item) => [item.change.modelId, item.change.data['price_cents']])).toEqual([[first, 150]]);
  });

  it('keeps the limits over all its parts, and splits no group', async () => {
    const store = await openTestStore();
    const save300 = (name: string, independent: boolean) =>
      store.write(
        (trx) =>
          store.repository('Category').saveMany(
            trx,
            Array.from({ length: 300 }, (_, index) => ({ name: `${name} ${index}` })),
          ),
        { independent },
      );
    await save300('Single', true);
    await save300('Grouped', false);
    const take = async (most: typeof limits): Promise<Batch> => {
      const batch = await claim(store, most);
      await store.sync.giveBack(batch.items.map((item) => item.logId));
      return batch;
    };
    const whole = await take({ maxChanges: 10_000, maxBytes: 10_000_000 });
    expect(whole.items).toHaveLength(600);
    const some = await take({ maxChanges: 10_000, maxBytes: (whole.bytes / 600) * 280 });
    expect(some.items.length).toBeGreaterThan(250);
    expect(some.items.length).toBeLessThan(301);
    expect((await take({ maxChanges: 310, maxBytes: 10_000_000 })).items).toHaveLength(300);
    await store.sync.settle(acceptAll(await claim(store, { maxChanges: 300, maxBytes: 10_000_000 })));
    // Too large for any limit: alone, and whole.
    const rest = await claim(store, { maxChanges: 10, maxBytes: 10 });
    expect(rest.items).toHaveLength(300);
    expect(new Set(rest.items.map((item) => item.change.transactionId)).size).toBe(1);
  });
});
