import { describe, expect, it } from 'vitest';
import { expectEqual, find, openHeadOffice, openShop, save, sync, type Shop } from '../../../support/shops.ts';

/** Two branches that hold a sale of one line. */
async function openWithSale() {
  const office = await openHeadOffice();
  const [a, b] = [await openShop(office, 'A'), await openShop(office, 'B')];
  const productId = await save(a, 'Product', { sku: 'TEA', name: 'Tea', price_cents: 450 });
  const customerId = await save(a, 'Customer', { name: 'Ann' });
  const { sale } = await a.branch.handlers['sales.create']({
    customer_id: null,
    payment: 'cash',
    note: null,
    lines: [{ product_id: productId, quantity: 2 }],
  });
  await sync(a);
  await sync(b);
  return { a, b, saleId: String(sale['id']), productId, customerId };
}

/** How many lines and movements of stock it shows. */
const linesOf = async ({ branch }: Shop): Promise<number[]> => {
  const everything = { search: '', where: {}, orderBy: 'id', descending: false, offset: 0, limit: 10 };
  const models = ['SaleItem', 'StockMovement'];
  return await Promise.all(
    models.map(async (model) => (await branch.handlers['records.list']({ model, ...everything })).total),
  );
};
const remove = async ({ branch }: Shop, model: string, id: string) =>
  await branch.handlers['records.remove']({ model, id });

/** An edit of the sale at B that head office refuses: its customer is not there any more. */
async function editRefused({ a, b, saleId, customerId }: Awaited<ReturnType<typeof openWithSale>>): Promise<void> {
  await remove(a, 'Customer', customerId);
  await sync(a);
  await save(b, 'Sale', { id: saleId, customer_id: customerId });
  expect(await sync(b)).toMatchObject({ refused: 1 });
}

/** The same, and A has removed the sale meanwhile. */
async function openWithRefusedEdit() {
  const shops = await openWithSale();
  await editRefused(shops);
  await remove(shops.a, 'Sale', shops.saleId);
  await sync(shops.a);
  return shops;
}

async function refusedOf({ branch }: Shop) {
  const failed = { filter: { status: 'failed' as const }, before: null, offset: 0, limit: 10, counted: false };
  return (await branch.handlers['logs.list'](failed)).rows;
}

async function giveUp(shop: Shop): Promise<void> {
  const [refused] = await refusedOf(shop);
  await shop.branch.handlers['logs.takeHeadOffice']({ id: refused?.id ?? 0 });
}

describe('a sale and its lines, edited at one branch and removed at another (I10)', () => {
  it('come back together when the edit arrives after the removal, and nobody sees the one without the others', async () => {
    const { a, b, saleId } = await openWithSale();
    await remove(a, 'Sale', saleId);
    await sync(a);
    await save(b, 'Sale', { id: saleId, note: 'Fragile' });
    await sync(b);
    expect([await find(b, 'Sale', saleId), await linesOf(b)]).toMatchObject([{ note: 'Fragile' }, [1, 1]]);
    await sync(a);
    expect([await find(a, 'Sale', saleId), await linesOf(a)]).toMatchObject([{ note: 'Fragile' }, [1, 1]]);
    await expectEqual(a, b);
  });

  it('stay away together when a line cannot be there any more, and the edit is refused for that', async () => {
    const { a, b, saleId, productId } = await openWithSale();
    await remove(a, 'Sale', saleId);
    await remove(a, 'Product', productId);
    await sync(a);
    await save(b, 'Sale', { id: saleId, note: 'Fragile' });
    expect(await sync(b)).toMatchObject({ refused: 1 });
    expect(await refusedOf(b)).toMatchObject([
      { error_code: 'missing-reference', error_message: expect.stringContaining('Tea') },
    ]);
    await giveUp(b);
    await sync(b);
    await expectEqual(a, b);
  });

  it('are all shown while the edit waits, and all gone when it is given up', async () => {
    const { a, b, saleId } = await openWithRefusedEdit();
    await sync(b);
    expect([await find(b, 'Sale', saleId), await linesOf(b)]).toMatchObject([{}, [1, 1]]);
    await giveUp(b);
    expect([await find(b, 'Sale', saleId), await linesOf(b)]).toEqual([undefined, [0, 0]]);
    await sync(b);
    await expectEqual(a, b);
  });

  it('are all there when the edit that waited is mended', async () => {
    const { a, b, saleId } = await openWithRefusedEdit();
    await sync(b);
    await save(b, 'Sale', { id: saleId, customer_id: null, note: 'Fragile' });
    await sync(b);
    await sync(a);
    expect([await find(a, 'Sale', saleId), await linesOf(a)]).toMatchObject([{ note: 'Fragile' }, [1, 1]]);
    await expectEqual(a, b);
  });

  it('go together when the edit is given up before the removal has been pulled', async () => {
    const { a, b, saleId } = await openWithRefusedEdit();
    await giveUp(b);
    expect([await find(b, 'Sale', saleId), await linesOf(b)]).toEqual([undefined, [0, 0]]);
    await sync(b);
    await expectEqual(a, b);
  });

  it('stay removed when a conflict about the sale is decided afterwards: nobody here has its lines any more', async () => {
    const { a, b, saleId } = await openWithSale();
    await save(a, 'Sale', { id: saleId, note: 'Left' });
    await save(b, 'Sale', { id: saleId, note: 'Right' });
    await sync(a);
    await sync(b);
    await sync(a);
    await remove(a, 'Sale', saleId);
    await sync(a);
    await sync(b);
    const { rows } = await b.branch.handlers['conflicts.list']({ offset: 0, limit: 10 });
    await b.branch.handlers['conflicts.resolve']({ id: rows[0]?.id ?? '', keep: 'ours' });
    expect([await find(b, 'Sale', saleId), await linesOf(b)]).toEqual([undefined, [0, 0]]);
    await sync(b);
    await sync(a);
    await expectEqual(a, b);
    expect((await a.branch.handlers['conflicts.list']({ offset: 0, limit: 10 })).open).toBe(0);
  });
});
