import { expect, test } from './shop-test.ts';

test('a technician connects a new branch: a wrong code is named, the right one loads what head office has', async ({
  shop,
}) => {
  await shop.addProducts(40);
  const page = await shop.enter(await shop.fresh());
  await page.getByRole('button', { name: 'Use at a branch' }).click();
  await page.getByLabel('Address of head office').fill(shop.office.url());
  await page.getByLabel('One-time code').fill('WRONG-CODE');
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(page.getByText(/code is unknown|was used|expired/i).first()).toBeVisible();

  await page.getByLabel('One-time code').fill(await shop.office.enroll('New branch'));
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(page.getByRole('contentinfo')).toContainText('New branch');
  await page.getByRole('link', { name: 'Records' }).click();
  await page.getByRole('link', { name: 'Products' }).click();
  await expect(page.getByRole('main')).toContainText('40 records');
});
