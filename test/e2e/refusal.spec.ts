import { expect, test } from './shop-test.ts';

test('what head office refused is found with its reason, edited, and confirmed with all that waited behind it', async ({
  shop,
}) => {
  const a = await shop.branch('Till A');
  const b = await shop.branch('Till B');
  const product = { sku: 'SAME', name: 'Our tea', price_cents: 100 };
  await a.line.become({ kind: 'cut' });
  const { id } = await a.app.call('records.save', { model: 'Product', data: product });
  await a.app.call('sales.create', { lines: [{ product_id: String(id), quantity: 1 }] });
  await b.app.call('records.save', { model: 'Product', data: { ...product, name: 'Their tea' } });
  await expect.poll(async () => (await b.app.call('sync.status', {})).counts.completed).toBe(1);
  await a.line.become({ kind: 'good' });

  const page = await shop.enter(a.url());
  await expect(page.getByRole('main')).toContainText('1 record needs you');
  await page.getByRole('main').getByRole('link', { name: 'Show what was refused' }).click();
  await page.getByRole('row', { name: /Our tea/ }).click();
  const drawer = page.getByRole('dialog');
  await expect(drawer).toContainText('"Their tea" has the sku "SAME" at head office already');
  await expect(drawer).toContainText('3 changes wait behind it');
  await drawer.getByRole('link', { name: 'Edit the record' }).click();
  await page.getByRole('dialog').getByLabel('SKU').fill('OURS');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('contentinfo')).toContainText('Everything confirmed by head office at');
  expect((await a.app.call('sync.status', {})).counts).toMatchObject({ pending: 0, failed: 0 });
  const skus = async () =>
    (await b.app.call('records.list', { model: 'Product', orderBy: 'sku', descending: false })).rows.map(
      ({ record }) => record['sku'],
    );
  await expect.poll(skus).toEqual(['OURS', 'SAME']);
});
