import { describe, expect, it } from 'vitest';
import { silentLogger } from '../../../../src/main/logger.ts';
import { acceptAll } from '../../../support/master-answers.ts';
import { openTestStore } from '../../../support/open-test-store.ts';

const all = { maxChanges: 1000, maxBytes: 1_000_000 };

describe('a unit of work', () => {
  it('saves the record and its log, or neither (I1)', async () => {
    const store = await openTestStore();
    store.context.db.exec(
      `create trigger broken before insert on sync_logs begin select raise(abort, 'log is broken'); end`,
    );
    await expect(store.write((trx) => store.repository('Customer').save(trx, { name: 'Ann' }))).rejects.toThrow(
      'log is broken',
    );
    expect(store.repository('Customer').count()).toBe(0);
  });

  it('shares one commit between units of the same turn, and a failing one fails alone', async () => {
    const store = await openTestStore();
    const customers = store.repository('Customer');
    const results = await Promise.allSettled([
      store.write((trx) => customers.save(trx, { name: 'Ann' })),
      store.write((trx) => customers.save(trx, {})),
      store.write((trx) => customers.save(trx, { name: 'Bob' })),
    ]);
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(customers.count()).toBe(2);
    expect(store.SyncLog.getSyncLogStats()).toMatchObject({ pending: 2, total: 2 });
    expect(new Set(store.SyncLog.getAllPending().map((row) => row.transaction_id)).size).toBe(2);
  });

  it('tells a commit as saved and makes it once, also when those who are told of it fail (I8)', async () => {
    const said: string[] = [];
    const logger = { ...silentLogger, error: (message: string) => void said.push(message) };
    const store = await openTestStore({ logger });
    const customers = store.repository('Customer');
    store.onCommitted(() => {
      throw new Error('the screens are gone');
    });
    const results = await Promise.allSettled([
      store.write((trx) => customers.save(trx, { name: 'Ann' })),
      store.write((trx) => customers.save(trx, { name: 'Bob' })),
    ]);
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'fulfilled']);
    expect(customers.count()).toBe(2);
    expect(store.SyncLog.getSyncLogStats()).toMatchObject({ pending: 2, total: 2 });
    expect(said).toEqual(['What follows a commit went wrong; what was saved is safe']);
  });

  it('logs every public way to write (I4): save, saveMany, remove with parts, removeWhere', async () => {
    const store = await openTestStore();
    const [customers, sales] = [store.repository('Customer'), store.repository('Sale')];
    await store.write((trx) => customers.saveMany(trx, [{ name: 'Ann' }, { name: 'Bob' }]));
    expect(store.SyncLog.getPendingForModel('Customer')).toHaveLength(2);
    await store.write((trx) => customers.removeWhere(trx, { name: 'Bob' }));
    expect(store.SyncLog.getPendingForModel('Customer')).toHaveLength(1);
    await store.write((trx) => sales.save(trx, { number: '1', sold_at: '2026-11-23T08:00:00.000Z', total_cents: 1 }));
    expect(store.SyncLog.getLocalChangesForModel('Sale')).toHaveLength(1);
    const product = await store.write((trx) =>
      store.repository('Product').save(trx, { sku: 'p', name: 'Tea', price_cents: 1 }),
    );
    const sale = await store.write((trx) => {
      const saved = sales.save(trx, { number: '2', sold_at: '2026-11-23T08:00:00.000Z', total_cents: 1 });
      const line = {
        sale_id: saved['id'],
        product_id: product['id'],
        quantity: 1,
        unit_price_cents: 1,
        total_cents: 1,
      };
      store.repository('SaleItem').save(trx, line);
      return saved;
    });
    // Head office has it, so that its removal cannot be settled here by forgetting its creation.
    for (let batch = await store.sync.claim(all); batch; batch = await store.sync.claim(all))
      await store.sync.settle(acceptAll(batch));
    await store.write((trx) => sales.remove(trx, String(sale['id'])));
    expect(store.SyncLog.getAllPending().map((log) => [log.model_name, log.action])).toEqual([
      ['SaleItem', 'delete'],
      ['Sale', 'delete'],
    ]);
  });

  it('does not log excluded models, by definition or by settings', async () => {
    const store = await openTestStore({ excludedModels: ['Customer'] });
    await store.write((trx) => {
      store.repository('Customer').save(trx, { name: 'Ann' });
      store.repository('PrintJob').save(trx, { document: 'receipt' });
    });
    expect(store.SyncLog.getSyncLogStats().total).toBe(0);
  });

  it('refuses work that is not synchronous, and keeps nothing of it', async () => {
    const store = await openTestStore();
    const work = (trx: Parameters<Parameters<typeof store.write>[0]>[0]) => {
      store.repository('Customer').save(trx, { name: 'Ann' });
      return Promise.resolve() as never;
    };
    await expect(store.write(work)).rejects.toThrow('synchronous');
    expect(store.repository('Customer').count()).toBe(0);
  });

  it.each([
    ['an unknown field', { name: 'Ann', nmae: 'x' }, 'invalid-record', 'nmae'],
    ['a missing field', { phone: '1' }, 'invalid-record', 'name'],
    ['a wrong type', { name: 7 }, 'invalid-record', 'name'],
    ['an id that is none', { id: 'x', name: 'Ann' }, 'invalid-record', 'id'],
  ])('refuses %s by name', async (_name, values, code, field) => {
    const store = await openTestStore();
    await expect(store.write((trx) => store.repository('Customer').save(trx, values))).rejects.toMatchObject({
      code,
      field,
    });
    expect(store.SyncLog.getSyncLogStats().total).toBe(0);
  });

  it('refuses a reference to nothing, but takes one to a record that comes later in the same unit', async () => {
    const store = await openTestStore();
    const missing = '019ab000-0000-7000-8000-000000000009';
    const product = { sku: 'p', name: 'Tea', price_cents: 1, category_id: missing };
    await expect(store.write((trx) => store.repository('Product').save(trx, product))).rejects.toMatchObject({
      code: 'missing-reference',
      field: 'category_id',
    });
    await store.write((trx) => {
      store.repository('Product').save(trx, product);
      store.repository('Category').save(trx, { id: missing, name: 'Drinks' });
    });
    expect(store.repository('Product').count()).toBe(1);
  });

  it('refuses to remove what others refer to, saying how many', async () => {
    const store = await openTestStore();
    const category = await store.write((trx) => store.repository('Category').save(trx, { name: 'Drinks' }));
    await store.write((trx) =>
      store.repository('Product').save(trx, { sku: 'p', name: 'Tea', price_cents: 1, category_id: category['id'] }),
    );
    await expect(
      store.write((trx) => store.repository('Category').remove(trx, String(category['id']))),
    ).rejects.toMatchObject({
      code: 'still-referenced',
      message: 'Category "Drinks" was not removed: 1 Product record refers to it.',
    });
  });

  it('logs nothing when a save changes nothing', async () => {
    const store = await openTestStore();
    const saved = await store.write((trx) => store.repository('Customer').save(trx, { name: 'Ann' }));
    const batch = await store.sync.claim({ maxChanges: 10, maxBytes: 10_000 });
    await store.write((trx) => store.repository('Customer').save(trx, { id: saved['id'], name: 'Ann' }));
    expect(batch?.items).toHaveLength(1);
    expect(store.SyncLog.getSyncLogStats().total).toBe(1);
  });
});
