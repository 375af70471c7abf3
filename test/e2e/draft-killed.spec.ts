import { expect, test } from './shop-test.ts';

// In the browser host, whose process a test can kill and start again, and where there can be two windows.

test('a sale that was begun when SyncLog was killed is there when it is started again', async ({ shop }) => {
  await shop.addProducts(2);
  const a = await shop.branch('Till A');
  const page = await shop.enter(a.url(), '/sale');
  await page.getByRole('combobox', { name: 'Product' }).fill('4000000000002');
  await page.getByRole('combobox', { name: 'Product' }).press('Enter');
  await expect(page.getByLabel('Quantity of Tea number 2')).toHaveValue('1');
  await expect.poll(async () => (await a.app.call('sales.drafts', {})).length).toBe(1);
  await a.kill();
  await page.close();
  await a.start();
  const again = await shop.enter(a.url(), '/sale');
  await expect(again.getByLabel('Quantity of Tea number 2')).toHaveValue('1');
});

test('two windows of one branch make two sales', async ({ shop }) => {
  await shop.addProducts(2);
  const a = await shop.branch('Till A');
  const first = await shop.enter(a.url(), '/sale');
  await first.getByRole('combobox', { name: 'Product' }).fill('4000000000002');
  await first.getByRole('combobox', { name: 'Product' }).press('Enter');
  await expect.poll(async () => (await a.app.call('sales.drafts', {})).length).toBe(1);
  const second = await shop.enter(a.url(), '/sale');
  await second.getByRole('combobox', { name: 'Product' }).fill('4000000000001');
  await second.getByRole('combobox', { name: 'Product' }).press('Enter');
  await expect(second.getByLabel('Quantity of Tea number 1')).toHaveValue('1');
  await expect(second.getByLabel('Quantity of Tea number 2')).toHaveCount(0);
  for (const page of [first, second]) {
    await page.getByRole('combobox', { name: 'Product' }).press('Control+Enter');
    await expect(page.getByRole('main').getByText(/Sale .+ saved/)).toBeVisible();
  }
  expect((await a.app.call('records.list', { model: 'Sale' })).total).toBe(2);
  expect(await a.app.call('sales.drafts', {})).toEqual([]);
});
