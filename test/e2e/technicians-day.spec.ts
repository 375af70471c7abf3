import { unzipSync } from 'fflate';
import { readFileSync } from 'node:fs';
import { expect, test } from './shop-test.ts';

test('the day of a technician: a branch connected past a wrong address and a wrong code, a PIN, hidden fields, settings, and the report for support', async ({
  shop,
}) => {
  await shop.addProducts(40);
  const page = await shop.enter(await shop.fresh());
  const main = page.getByRole('main');
  const strip = page.getByRole('contentinfo');
  const go = async (name: string) => {
    await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name, exact: true }).click();
    await expect(main.getByRole('heading', { level: 1, name })).toBeVisible();
  };
  const unlock = async (pin: string) => {
    await main.getByLabel('PIN', { exact: true }).first().fill(pin);
    await main.getByRole('button', { name: 'Unlock' }).first().click();
  };

  await test.step('a wrong address is named at its step, a wrong code at its field', async () => {
    await page.getByRole('button', { name: 'Use at a branch' }).click();
    await page.getByLabel('Address of head office').fill('http://127.0.0.1:9');
    await page.getByLabel('One-time code').fill('WRONG-CODE');
    await page.getByRole('button', { name: 'Test the connection' }).click();
    const steps = page.getByRole('list', { name: 'The way to head office' }).getByRole('listitem');
    await expect(steps.filter({ hasText: 'Address' })).toContainText('failed');
    // What comes after it was not tried.
    await expect(steps.last()).toContainText('not tested');
    await page.getByLabel('Address of head office').fill(shop.office.url());
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    await expect(page.getByText(/code is unknown|was used|expired/i).first()).toBeVisible();
    await page.getByLabel('One-time code').fill(await shop.office.enroll('Leeds'));
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    await expect(strip).toContainText('Leeds');
    await page.getByRole('link', { name: 'Records' }).click();
    await page.getByRole('link', { name: 'Products' }).click();
    await expect(main).toContainText('40 records');
  });

  await test.step('what a customer could be reached by is hidden in the form and in the log', async () => {
    await page.getByRole('link', { name: 'Customers' }).click();
    await main.getByRole('link', { name: 'New customer' }).first().click();
    const panel = page.getByRole('dialog');
    await panel.getByLabel('Name').fill('Amira Haddad');
    await panel.getByLabel('E-mail').fill('amira@example.org');
    await panel.getByRole('button', { name: 'Save' }).click();
    await expect(panel).toHaveCount(0);
    await page.getByRole('row', { name: /Amira Haddad/ }).click();
    await expect(panel.getByLabel('E-mail', { exact: true })).toHaveValue('••••••••');
    await expect(page.getByText('amira@example.org')).toHaveCount(0);
    await page.keyboard.press('Escape');
    await go('Sync log');
    await page.getByRole('row', { name: /Customer/ }).click();
    await expect(panel).toContainText('••••••');
    await expect(panel).not.toContainText('amira@example.org');
    await panel.getByRole('button', { name: 'Show hidden fields' }).click();
    await expect(panel).toContainText('amira@example.org');
    await page.keyboard.press('Escape');
  });

  await test.step('settings are kept', async () => {
    await go('Settings');
    await page.getByLabel('Appearance', { exact: true }).selectOption('Dark');
    await expect(page.locator('html')).toHaveAttribute('data-appearance', 'dark');
    const often = page.getByLabel('Ask head office at least every');
    await often.fill('0');
    await often.press('Enter');
    await expect(main.getByText(/Enter a number from/)).toBeVisible();
    await often.fill('7');
    await often.press('Enter');
    // A page that is loaded again does not wait for what it was sending.
    await expect(page.getByText('Settings saved')).toBeVisible();
    await page.reload();
    await expect(page.getByLabel('Ask head office at least every')).toHaveValue('7');
    await expect(page.locator('html')).toHaveAttribute('data-appearance', 'dark');
  });

  await test.step('a PIN closes the log, the conflicts and the settings, and leaves selling open', async () => {
    await page.getByLabel('New PIN', { exact: true }).fill('2580');
    await page.getByLabel('New PIN again').fill('2581');
    await page.getByRole('button', { name: 'Set a PIN' }).click();
    await expect(main.getByText('The two PINs are not the same.')).toBeVisible();
    await page.getByLabel('New PIN again').fill('2580');
    await page.getByRole('button', { name: 'Set a PIN' }).click();
    await strip.getByRole('button', { name: 'Lock' }).click();
    await expect(main.getByLabel('PIN', { exact: true }).first()).toBeVisible();
    await expect(page.getByLabel('Ask head office at least every')).toHaveCount(0);
    await go('Conflicts');
    await expect(main.getByRole('button', { name: 'Unlock' })).toBeVisible();
    await go('Sync log');
    await page.getByRole('row', { name: /Customer/ }).click();
    await expect(page.getByRole('dialog').getByRole('button', { name: 'Unlock' })).toBeVisible();
    await expect(page.getByRole('dialog')).not.toContainText('Amira Haddad');
    await page.keyboard.press('Escape');
    await go('New sale');
    const product = page.getByRole('combobox', { name: 'Product' });
    await product.fill('TEA-7');
    await product.press('Enter');
    await page.getByRole('rowheader', { name: /Tea number 7/ }).waitFor();
    await page.keyboard.press('Control+Enter');
    await expect(main.getByText(/Sale .+ saved/)).toBeVisible();
    await go('Settings');
    await unlock('0000');
    await expect(main.getByRole('alert').first()).toContainText(/PIN/);
    await unlock('2580');
    await expect(page.getByLabel('Ask head office at least every')).toHaveValue('7');
  });

  await test.step('the diagnostics pass, and the report for support holds nothing that people typed', async () => {
    await go('Diagnostics');
    await expect(main.getByText(/All \d+ checks passed/)).toBeVisible();
    const download = page.waitForEvent('download');
    await main.getByRole('button', { name: 'Save the report' }).click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(/\.zip$/);
    const parts = unzipSync(readFileSync(await file.path()));
    expect(Object.keys(parts).length).toBeGreaterThan(2);
    const texts = Object.values(parts).map((part) => Buffer.from(part).toString('utf8'));
    expect(texts.join('\n')).not.toMatch(/Amira|amira@example|2580|WRONG-CODE/);
    expect(texts.some((text) => text.includes('Customer'))).toBe(true);
  });
});
