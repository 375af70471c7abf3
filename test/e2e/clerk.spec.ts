import { expect, test } from './shop-test.ts';

test('a clerk sells with the line down, and the sale reaches the other branch by itself when it is back', async ({
  shop,
}) => {
  await shop.addProducts(3);
  const a = await shop.branch('Till A');
  const b = await shop.branch('Till B');
  const page = await shop.enter(a.url(), '/sale');
  const strip = page.getByRole('contentinfo');
  await expect(strip).toContainText('Till A');
  const scanner = page.getByRole('combobox', { name: 'Product' });

  await a.line.become({ kind: 'cut' });
  // A scanner types the digits and Enter.
  await scanner.pressSequentially('4000000000002');
  await scanner.press('Enter');
  await expect(page.getByText('Tea number 2')).toBeVisible();
  await scanner.fill('TEA-1');
  await page.getByRole('option', { name: /Tea number 1/ }).waitFor();
  await scanner.press('Enter');
  await expect(page.getByText('5.00')).toBeVisible();
  await scanner.press('Control+Enter');
  await expect(page.getByRole('main').getByText(/Sale .+ saved/)).toBeVisible();
  await expect(strip).toContainText(/Offline since .+5 changes are kept here and go out by themselves/);

  const sales = async () => (await b.app.call('records.list', { model: 'Sale' })).rows.length;
  expect(await sales()).toBe(0);
  await a.line.become({ kind: 'good' });
  await expect(strip).toContainText('Everything confirmed by head office at');
  await expect.poll(sales).toBe(1);
  await page.getByRole('link', { name: 'Sync log' }).click();
  await expect(page.getByRole('row', { name: /Sale .*Confirmed/ }).first()).toBeVisible();
});
