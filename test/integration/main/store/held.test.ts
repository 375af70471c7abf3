import { describe, expect, it } from 'vitest';
import type { Store } from '../../../../src/main/store/open-store.ts';
import type { Batch } from '../../../../src/main/sync/sync-store.ts';
import type { RecordRow } from '../../../../src/shared/record.ts';
import { acceptAll, refuseModel } from '../../../support/master-answers.ts';
import { openTestStore } from '../../../support/open-test-store.ts';

const limits = { maxChanges: 1000, maxBytes: 1_000_000 };

async function save(store: Store, model: string, values: Record<string, unknown>): Promise<string> {
  return String((await store.write((trx) => store.repository(model).save(trx, values)))['id']);
}

async function claim(store: Store): Promise<Batch> {
  const batch = await store.sync.claim(limits);
  if (!batch) throw new Error('nothing was due');
  return batch;
}

const names = (batch: Batch | null) => batch?.items.map((item) => item.change.modelName) ?? [];

async function refused(store: Store, model: string, values: Record<string, unknown>): Promise<string> {
  const id = await save(store, model, values);
  await store.sync.settle(refuseModel(await claim(store), model));
  return id;
}

/** A sale with one line of each product. */
async function sell(store: Store, products: readonly string[], customer: string | null = null): Promise<RecordRow[]> {
  return await store.write((trx) => {
    const sale = store
      .repository('Sale')
      .save(trx, { number: '1', sold_at: trx.now, total_cents: 100, customer_id: customer });
    const line = { sale_id: sale['id'], quantity: 1, unit_price_cents: 50, total_cents: 50 };
    return [sale, ...products.map((product_id) => store.repository('SaleItem').save(trx, { ...line, product_id }))];
  });
}

describe('what waits behind a refused change (I9)', () => {
  it('goes when what it waited by was corrected, although the refused one is refused still (I5)', async () => {
    const store = await openTestStore();
    const category = await refused(store, 'Category', { name: 'Drinks' });
    const product = await save(store, 'Product', { sku: 'p', name: 'Tea', price_cents: 1, category_id: category });
    await sell(store, [product]);
    expect(await store.sync.claim(limits)).toBeNull();
    expect(store.SyncLog.countHeld()).toBe(3);
    await save(store, 'Product', { id: product, category_id: null });
    expect(store.SyncLog.countHeld()).toBe(0);
    const sent: string[] = [];
    for (let batch = await store.sync.claim(limits); batch; batch = await store.sync.claim(limits)) {
      sent.push(...names(batch));
      await store.sync.settle(acceptAll(batch));
    }
    expect(sent).toEqual(['Product', 'Sale', 'SaleItem']);
  });

  it('goes when the line of a sale that held it back was removed (I5)', async () => {
    const store = await openTestStore();
    const good = await save(store, 'Product', { sku: 'good', name: 'Good', price_cents: 1 });
    await store.sync.settle(acceptAll(await claim(store)));
    const bad = await refused(store, 'Product', { sku: 'bad', name: 'Bad', price_cents: 1 });
    const [, , line] = await sell(store, [good, bad]);
    expect(await store.sync.claim(limits)).toBeNull();
    await store.write((trx) => store.repository('SaleItem').remove(trx, String(line?.['id'])));
    expect(store.SyncLog.countHeld()).toBe(0);
    expect(names(await claim(store))).toEqual(['Sale', 'SaleItem']);
  });

  it('is counted rightly at once when one of two that it waits behind is tried again', async () => {
    const store = await openTestStore();
    const customer = await refused(store, 'Customer', { name: 'Ann' });
    const product = await refused(store, 'Product', { sku: 'p', name: 'Tea', price_cents: 1 });
    await sell(store, [product], customer);
    expect(await store.sync.claim(limits)).toBeNull();
    const logs = store.SyncLog.search({ status: 'failed' }, { limit: 10 });
    for (const [first, other] of [logs, logs.toReversed()]) {
      store.SyncLog.retry([first?.id ?? 0]);
      expect(store.SyncLog.waitingBehind(other?.id ?? 0, 10).count).toBe(2);
      expect(store.SyncLog.countHeld()).toBe(2);
      await store.sync.settle(refuseModel(await claim(store), first?.model_name ?? ''));
      expect(store.SyncLog.countHeld()).toBe(2);
    }
  });

  it('waits on when it was edited in what has nothing to do with it', async () => {
    const store = await openTestStore();
    const category = await refused(store, 'Category', { name: 'Drinks' });
    const product = await save(store, 'Product', { sku: 'p', name: 'Tea', price_cents: 1, category_id: category });
    expect(await store.sync.claim(limits)).toBeNull();
    await save(store, 'Product', { id: product, name: 'Green tea' });
    expect(store.SyncLog.countHeld()).toBe(1);
    expect(await store.sync.claim(limits)).toBeNull();
  });
});
