import { expect, test } from 'vitest';
import {
  find,
  openHeadOffice,
  openShop,
  save,
  statusOf,
  sync,
  syncAll,
  type Shop,
} from '../../../support/real-shops.ts';

const tea = (sku: string, name: string) => ({ sku, name, price_cents: 450 });
const remove = (shop: Shop, model: string, id: string) => shop.branch.handlers['records.remove']({ model, id });

test('I5 a product that took over the SKU of one that was removed offline goes out by itself, and its sale with it, although its turn came first', async () => {
  const office = await openHeadOffice();
  const [a, b] = [await openShop(office, 'A'), await openShop(office, 'B')];
  const old = await save(a, 'Product', tea('TEA', 'Tea'));
  await syncAll(a, b);
  const fresh = await save(a, 'Product', tea('TEA-2', 'Better tea'));
  await a.branch.handlers['sales.create']({
    customer_id: null,
    payment: 'cash',
    note: null,
    lines: [{ product_id: fresh, quantity: 1 }],
  });
  await remove(a, 'Product', old);
  await save(a, 'Product', { id: fresh, sku: 'TEA' });
  expect(await sync(a)).toMatchObject({ outcome: 'done', refused: 0 });
  expect((await statusOf(a)).counts).toMatchObject({ pending: 0, failed: 0 });
  await sync(b);
  expect(await find(b, 'Product', fresh)).toMatchObject({ sku: 'TEA' });
});

test('I5 what was refused in an earlier sync goes out when what was in its way is gone: a value that was given up, a reference that was changed', async () => {
  const office = await openHeadOffice();
  const [a, b] = [await openShop(office, 'A'), await openShop(office, 'B')];
  const theirs = await save(b, 'Product', tea('TEA', 'Tea'));
  await sync(b);
  const ours = await save(a, 'Product', tea('TEA', 'Our tea'));
  const [drinks, food] = [await save(b, 'Category', { name: 'Drinks' }), await save(b, 'Category', { name: 'Food' })];
  expect(await sync(a)).toMatchObject({ refused: 1 });
  await sync(b);
  await sync(a);
  // Still used by a product at head office that this branch has not heard of.
  const cake = await save(b, 'Product', { ...tea('CAKE', 'Cake'), category_id: drinks });
  await sync(b);
  await remove(a, 'Category', drinks);
  await sync(a);
  expect((await statusOf(a)).counts).toMatchObject({ failed: 2 });
  await save(a, 'Product', { id: cake, category_id: food });
  await save(a, 'Product', { id: theirs, sku: 'TEA-OF-B' });
  await sync(a);
  expect((await statusOf(a)).counts).toMatchObject({ pending: 0, failed: 0 });
  expect(await office.master.store.findRecord('Product', ours)).toMatchObject({ record: { sku: 'TEA' } });
  expect(await office.master.store.findRecord('Category', drinks)).toBeUndefined();
});
