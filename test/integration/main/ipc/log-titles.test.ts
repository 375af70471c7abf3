import { expect, it } from 'vitest';
import { titleOfLog, withTitles } from '../../../../src/main/ipc/log-titles.ts';
import { createSale } from '../../../../src/main/sales/create-sale.ts';
import { openTestStore } from '../../../support/open-test-store.ts';

it('calls a change by the name of its record, and what has none by the name of what it is about, never by a raw choice', async () => {
  const store = await openTestStore();
  const tea = await store.write((trx) =>
    store.repository('Product').save(trx, { sku: 'T', name: 'Tea', price_cents: 250 }),
  );
  const { sale } = await store.write((trx) =>
    createSale(store, trx, {
      customer_id: null,
      payment: 'cash',
      note: null,
      lines: [{ product_id: String(tea['id']), quantity: 2 }],
    }),
  );
  const logs = store.SyncLog.search({}, { limit: 10 });
  const titles = Object.fromEntries(withTitles(store, logs).map(({ model_name: model, title }) => [model, title]));
  expect(titles).toEqual({ Product: 'Tea', Sale: sale['number'], SaleItem: 'Tea', StockMovement: 'Tea' });
  expect(logs.map((log) => titleOfLog(store, log))).toEqual(withTitles(store, logs).map(({ title }) => title));
});
