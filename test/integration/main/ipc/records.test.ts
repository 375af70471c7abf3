import { beforeEach, describe, expect, it } from 'vitest';
import { createRecordsHandlers } from '../../../../src/main/ipc/records-handlers.ts';
import type { Store } from '../../../../src/main/store/open-store.ts';
import { ipcContract, type IpcInput } from '../../../../src/shared/ipc/contract.ts';
import { openTestStore } from '../../../support/open-test-store.ts';

type Handlers = ReturnType<typeof createRecordsHandlers>;

let store: Store;
let handlers: Handlers;

beforeEach(async () => {
  store = await openTestStore();
  handlers = createRecordsHandlers(store);
});

const save = (model: string, rows: readonly Record<string, unknown>[]) =>
  store.write((trx) => store.repository(model).saveMany(trx, rows), { independent: true });

const list = async (input: IpcInput<'records.list'>) =>
  await handlers['records.list'](ipcContract['records.list'].input.parse(input));

const names = (rows: readonly { record: Record<string, unknown> }[]) => rows.map(({ record }) => record['name']);

describe('a list of records', () => {
  it('shows every record on exactly one page, also where many share the value that is sorted by', async () => {
    await save(
      'Product',
      Array.from({ length: 25 }, (_none, index) => ({ sku: `s${index}`, name: 'Tea', price_cents: index })),
    );
    const pages = [0, 10, 20].map((offset) =>
      list({ model: 'Product', orderBy: 'name', descending: false, offset, limit: 10 }),
    );
    const read = await Promise.all(pages);
    expect(read.map(({ total }) => total)).toEqual([25, 25, 25]);
    expect(new Set(read.flatMap(({ rows }) => rows.map(({ record }) => record['sku']))).size).toBe(25);
  });

  it('counts right when a page is empty, ends exactly, or lies behind the end', async () => {
    await save('Category', [{ name: 'a' }, { name: 'b' }]);
    const totalAt = async (offset: number, limit: number) => (await list({ model: 'Category', offset, limit })).total;
    expect(await totalAt(0, 2)).toBe(2);
    expect(await totalAt(0, 5)).toBe(2);
    expect(await totalAt(2, 2)).toBe(2);
    expect(await totalAt(50, 2)).toBe(2);
    expect((await list({ model: 'Customer' })).total).toBe(0);
  });

  it('finds words in any order and field, and takes signs of patterns as they are', async () => {
    await save('Product', [
      { sku: 'C1', name: 'Coffee, ground, 500 g', price_cents: 1 },
      { sku: 'C2', name: 'Coffee, beans, 250 g', price_cents: 1 },
      { sku: 'T1', name: 'Tea 100%', price_cents: 1 },
    ]);
    expect(names((await list({ model: 'Product', search: '500 coffee' })).rows)).toEqual(['Coffee, ground, 500 g']);
    expect(names((await list({ model: 'Product', search: 'coffee c2' })).rows)).toEqual(['Coffee, beans, 250 g']);
    expect(names((await list({ model: 'Product', search: '%' })).rows)).toEqual(['Tea 100%']);
  });

  it('finds a record by the beginning of its id, but no number in the middle of one', async () => {
    const [first] = await save('Category', [{ id: '01936f5e-7c00-7000-8000-000000005000', name: 'a' }, { name: 'b' }]);
    expect(names((await list({ model: 'Category', search: '01936f5e-7c00' })).rows)).toEqual([first?.['name']]);
    expect(names((await list({ model: 'Category', search: '01936F5E' })).rows)).toEqual(['a']);
    expect((await list({ model: 'Category', search: '5000' })).total).toBe(0);
    expect((await list({ model: 'SaleItem', search: '5000' })).total).toBe(0);
  });

  it('shows the parts of one record, and refuses a field that is not there', async () => {
    const [tea] = await save('Product', [{ sku: 't', name: 'Tea', price_cents: 250 }]);
    const sell = async () =>
      await handlers['sales.create'](
        ipcContract['sales.create'].input.parse({ lines: [{ product_id: tea?.['id'], quantity: 2 }] }),
      );
    const { sale } = await sell();
    await sell();
    const lines = await list({ model: 'SaleItem', where: { sale_id: sale['id'] ?? null } });
    expect(lines).toMatchObject({ total: 1, rows: [{ referenceTitles: { product_id: 'Tea' } }] });
    await expect(list({ model: 'SaleItem', where: { nothing: 1 } })).rejects.toThrow('no field "nothing"');
  });

  it('tells what waits from what is confirmed', async () => {
    await save('Category', [{ name: 'a' }]);
    expect((await list({ model: 'Category', state: 'waiting' })).total).toBe(1);
    expect((await list({ model: 'Category', state: 'confirmed' })).total).toBe(0);
    store.SyncLog.markSyncLogsAsCompleted(store.SyncLog.getAllPending().map(({ id }) => id));
    expect((await list({ model: 'Category', state: 'waiting' })).total).toBe(0);
    expect((await list({ model: 'Category', state: 'confirmed' })).total).toBe(1);
  });
});

it('gets several records at once, each once, in the order they were asked for', async () => {
  const made = await save('Category', [{ name: 'a' }, { name: 'b' }]);
  const [a, b] = made.map((record) => String(record['id']));
  const gone = '0198f6a0-0000-7000-8000-000000000000';
  const got = await handlers['records.getMany']({ model: 'Category', ids: [b ?? '', gone, a ?? '', b ?? ''] });
  expect(names(got)).toEqual(['b', 'a']);
});

describe('finding products for a sale', () => {
  const find = async (text: string, limit = 12) => await handlers['sales.findProducts']({ text, limit });

  beforeEach(async () => {
    await save('Product', [
      { sku: 'TEA-1', name: 'Tea', barcode: '4006381333931', price_cents: 250 },
      { sku: 'TEA-2', name: 'Tea pot', barcode: null, price_cents: 1900 },
      { sku: 'OLD', name: 'Tea towel', barcode: '4006381333948', price_cents: 500, active: false },
    ]);
  });

  it('knows a bar code and an SKU, however that is typed', async () => {
    expect(await find(' 4006381333931 ')).toMatchObject({ exact: true, products: [{ record: { sku: 'TEA-1' } }] });
    expect(await find('tea-2')).toMatchObject({ exact: true, products: [{ record: { sku: 'TEA-2' } }] });
  });

  it('also knows the code of a product that is no longer sold, but does not offer it in a search', async () => {
    expect(await find('4006381333948')).toMatchObject({ exact: true, products: [{ record: { sku: 'OLD' } }] });
    const searched = await find('tea');
    expect(searched.exact).toBe(false);
    expect(names(searched.products)).toEqual(['Tea', 'Tea pot']);
  });

  it('finds nothing for a part of a bar code that no product has, and for nothing', async () => {
    expect(await find('999')).toEqual({ exact: false, products: [] });
    expect(await find('  ')).toEqual({ exact: false, products: [] });
  });
});

describe('a sale that is saved twice, because the first answer was lost', () => {
  const id = '0198f6a0-0000-7000-8000-00000000000a';
  const sell = async (lines: readonly { product_id: string; quantity: number }[]) =>
    await handlers['sales.create'](ipcContract['sales.create'].input.parse({ id, lines }));
  const count = (model: string) => store.repository(model).count();

  it('is there once, and takes from stock once', async () => {
    const [tea] = await save('Product', [{ sku: 't', name: 'Tea', price_cents: 250 }]);
    const lines = [{ product_id: String(tea?.['id']), quantity: 2 }];
    const first = await sell(lines);
    const second = await sell(lines);
    expect(second.sale).toEqual(first.sale);
    expect(second.items).toHaveLength(1);
    expect([count('Sale'), count('SaleItem'), count('StockMovement')]).toEqual([1, 1, 1]);
  });

  it('is not taken for saved when lines were added in between', async () => {
    const made = await save('Product', [
      { sku: 't', name: 'Tea', price_cents: 250 },
      { sku: 'c', name: 'Coffee', price_cents: 400 },
    ]);
    const [tea, coffee] = made.map((record) => ({ product_id: String(record['id']), quantity: 1 }));
    if (!tea || !coffee) throw new Error('no products');
    await sell([tea]);
    await expect(sell([tea, coffee])).rejects.toMatchObject({ code: 'not-allowed' });
    expect(count('SaleItem')).toBe(1);
  });
});
