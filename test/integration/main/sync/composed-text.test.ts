import { expect, it } from 'vitest';
import { newId } from '../../../../src/shared/ids.ts';
import type { Change } from '../../../../src/shared/protocol/common.ts';
import { openTestStore } from '../../../support/open-test-store.ts';
import { expectEqual, find, openHeadOffice, openShop, save, sync } from '../../../support/shops.ts';

/** As macOS types and pastes it: the letter and its accent are two characters. */
const apart = 'E\u0301pice';
const together = '\u00c9pice';

it('keeps a name as one spelling however its accents were typed, and finds and sorts it by either', async () => {
  const store = await openTestStore();
  const categories = store.repository('Category');
  await store.write((trx) => {
    categories.saveMany(trx, [{ name: 'Zebra' }, { name: apart }, { name: 'Apple' }]);
    return null;
  });
  expect(categories.list({ orderBy: 'name' }).map(({ name }) => name)).toEqual(['Apple', together, 'Zebra']);
  for (const search of [apart, together, 'pi']) {
    expect(categories.list({ search }).map(({ name }) => name)).toEqual([together]);
  }
});

it('takes the same code for the same, however it was typed', async () => {
  const store = await openTestStore();
  const products = store.repository('Product');
  await store.write((trx) => products.save(trx, { sku: together, name: 'One', price_cents: 1 }));
  const again = store.write((trx) => products.save(trx, { sku: apart, name: 'Two', price_cents: 1 }));
  await expect(again).rejects.toMatchObject({ code: 'duplicate-value', field: 'sku' });
});

it('is kept as one spelling by head office too, and found there by either', async () => {
  const { master } = await openHeadOffice();
  const saved = await master.records.save('Category', { name: apart });
  expect(saved['name']).toBe(together);
  for (const search of [apart, together]) expect((await master.records.list('Category', { search })).total).toBe(1);
});

it('leaves what came from elsewhere as it was sent, so that all hold the same, and it is still found and sorted', async () => {
  const office = await openHeadOffice();
  const { branchId } = await office.master.enroll('Elsewhere');
  const [a, b] = [await openShop(office, 'A'), await openShop(office, 'B')];
  const id = newId();
  const at = new Date().toISOString();
  const change: Change = {
    changeId: newId(),
    transactionId: null,
    modelName: 'Product',
    modelId: id,
    action: 'create',
    changedFields: null,
    data: { id, sku: 'X', name: apart, price_cents: 100, active: true, created_at: at, updated_at: at },
    baseVersion: null,
    payloadVersion: 1,
    hlc: `${at}-0000-elsewhere`,
    recordedAt: at,
  };
  expect((await office.master.push(branchId, { changes: [change] })).results).toMatchObject([{ status: 'applied' }]);
  await save(a, 'Product', { sku: 'Z', name: 'Zebra', price_cents: 100 });
  await sync(a);
  await sync(b);
  expect((await find(b, 'Product', id))?.['name']).toBe(apart);
  await expectEqual(a, b);
  const list = async (query: object) =>
    (
      await b.branch.handlers['records.list']({
        model: 'Product',
        search: '',
        where: {},
        orderBy: 'name',
        descending: false,
        offset: 0,
        limit: 10,
        ...query,
      })
    ).rows;
  expect((await list({})).map(({ record }) => record['name'])).toEqual([apart, 'Zebra']);
  for (const search of [apart, together]) expect(await list({ search })).toHaveLength(1);

  // Another field is edited: the name is nobody's edit.
  await save(b, 'Product', { id, price_cents: 200 });
  await sync(b);
  await sync(a);
  expect(await find(a, 'Product', id)).toMatchObject({ name: apart, price_cents: 200 });
  // It is typed anew: now it is one, everywhere.
  await save(b, 'Product', { id, name: apart });
  await sync(b);
  await sync(a);
  expect(await find(a, 'Product', id)).toMatchObject({ name: together });
  await expectEqual(a, b);
});
