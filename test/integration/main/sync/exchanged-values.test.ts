import { expect, test } from 'vitest';
import { expectEqual, find, openHeadOffice, openShop, save, sync } from '../../../support/shops.ts';

test('two products whose codes were exchanged while the line was down are exchanged at head office too', async () => {
  const office = await openHeadOffice();
  const [shop, other] = [await openShop(office, 'Harbour'), await openShop(office, 'Hill')];
  const product = (sku: string) => ({ sku, name: sku, price_cents: 100 });
  const tea = await save(shop, 'Product', product('TEA'));
  const coffee = await save(shop, 'Product', product('COFFEE'));
  await sync(shop);
  for (const [id, sku] of [
    [tea, 'ASIDE'],
    [coffee, 'TEA'],
    [tea, 'COFFEE'],
  ] as const)
    await shop.branch.handlers['records.save']({ model: 'Product', data: { id, sku } });
  expect(await sync(shop)).toMatchObject({ outcome: 'done', pushed: 2 });
  await sync(other);
  expect(await find(other, 'Product', tea)).toMatchObject({ sku: 'COFFEE' });
  expect(await find(other, 'Product', coffee)).toMatchObject({ sku: 'TEA' });
  await expectEqual(shop, other);
});
