import { expect, test } from './shop-test.ts';

test('a sale that is being made is there again when its page was loaded anew or its window closed, and is sold once', async ({
  shop,
}) => {
  await shop.addProducts(3);
  const a = await shop.branch('Till A');
  const page = await shop.enter(a.url(), '/sale');
  const scanner = page.getByRole('combobox', { name: 'Product' });
  const quantity = page.getByLabel('Quantity of Tea number 2');
  const keptDrafts = async () => await a.app.call('sales.drafts', {});

  await test.step('loaded anew', async () => {
    await scanner.fill('4000000000002');
    await scanner.press('Enter');
    await expect(quantity).toHaveValue('1');
    await quantity.fill('7');
    await page.getByLabel('Note').fill('collected at five');
    await page.getByRole('radio', { name: 'Card' }).check();
    await expect.poll(keptDrafts).toMatchObject([{ note: 'collected at five', payment: 'card' }]);
    for (let time = 0; time < 5; time += 1) {
      await page.reload();
      await expect(page.getByText('The sale that was begun is still here')).toBeVisible();
      await expect(quantity).toHaveValue('7');
      await expect(page.getByLabel('Note')).toHaveValue('collected at five');
      await expect(page.getByRole('radio', { name: 'Card' })).toBeChecked();
    }
  });

  await test.step('sold, and not there again', async () => {
    await scanner.press('Control+Enter');
    await expect(page.getByRole('main').getByText(/Sale .+ saved/)).toBeVisible();
    await page.reload();
    await expect(page.getByText('Scan the first product')).toBeVisible();
    expect(await keptDrafts()).toEqual([]);
    const sales = await a.app.call('records.list', { model: 'Sale' });
    expect(sales.rows.map(({ record }) => [record['note'], record['payment']])).toEqual([
      ['collected at five', 'card'],
    ]);
  });

  await test.step('cleared, and not there again', async () => {
    await scanner.fill('4000000000001');
    await scanner.press('Enter');
    await expect.poll(async () => (await keptDrafts()).length).toBe(1);
    await page.getByRole('button', { name: 'Clear' }).click();
    await expect.poll(keptDrafts).toEqual([]);
    await page.reload();
    await expect(page.getByText('Scan the first product')).toBeVisible();
  });
});
