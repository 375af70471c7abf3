import type { Page } from '@playwright/test';
import { pressOn, scan, tabTo } from './keyboard.ts';
import { expect, test } from './shop-test.ts';

test('the day of a clerk, without a mouse: connected, a customer made, sold by scanner with the line down, a record put right', async ({
  shop,
}) => {
  await shop.addProducts(12);
  const other = await shop.branch('Till B');
  const line = await shop.line();
  const page = await shop.enter(await shop.fresh());
  const { keyboard } = page;
  const strip = page.getByRole('contentinfo');
  const main = page.getByRole('main');
  const link = (name: string) =>
    page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name, exact: true });
  const salesAtTheOther = async () => (await other.app.call('records.list', { model: 'Sale' })).rows.length;

  await test.step('first start', async () => {
    await pressOn(page.getByRole('button', { name: 'Use at a branch' }));
    await expect(page.getByLabel('Address of head office')).toBeFocused();
    await keyboard.type(line.url);
    await keyboard.press('Tab');
    await keyboard.type(await shop.office.enroll('Till A'));
    await keyboard.press('Enter');
    await expect(strip).toContainText('Till A');
    await expect(strip).toContainText('Nothing waits');
  });

  await test.step('a customer is made', async () => {
    await pressOn(link('Records'));
    await pressOn(page.getByRole('link', { name: 'Customers' }));
    await pressOn(main.getByRole('link', { name: 'New customer' }).first());
    const name = page.getByRole('dialog').getByLabel('Name');
    await tabTo(name);
    await keyboard.type('Amira Haddad');
    await tabTo(page.getByRole('dialog').getByLabel('E-mail'));
    await keyboard.type('amira@exmaple.org');
    await keyboard.press('Control+s');
    await expect(page.getByRole('row', { name: /Amira Haddad/ })).toBeVisible();
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });

  await test.step('a sale is made while the line is down', async () => {
    await line.become({ kind: 'cut' });
    await pressOn(link('New sale'));
    await expect(page.getByRole('combobox', { name: 'Product' })).toBeFocused();
    await scan(page, '4000000000002');
    await scan(page, '4000000000002');
    await expect(page.getByLabel('Quantity of Tea number 2')).toHaveValue('2');
    await keyboard.type('number 11');
    await offers(page, /Tea number 11/);
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    const quantity = page.getByLabel('Quantity of Tea number 11');
    await tabTo(quantity);
    await keyboard.press('ArrowUp');
    await keyboard.press('ArrowUp');
    await expect(quantity).toHaveValue('3');
    await keyboard.press('Enter');
    await expect(page.getByRole('combobox', { name: 'Product' })).toBeFocused();
    await tabTo(page.getByRole('combobox', { name: 'Customer' }));
    await keyboard.type('amira');
    await offers(page, /Amira Haddad/);
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await tabTo(page.getByRole('radio', { name: 'Cash' }));
    await keyboard.press('ArrowRight');
    await expect(page.getByRole('radio', { name: 'Card' })).toBeChecked();
    await expect(page.getByRole('status').filter({ hasText: '12.50' })).toBeVisible();
    await keyboard.press('Control+Enter');
    await expect(main.getByText(/Sale .+ saved/)).toBeVisible();
    // Ready for the next customer.
    await expect(page.getByRole('combobox', { name: 'Product' })).toBeFocused();
    await expect(main).toContainText('Scan the first product');
    await expect(strip).toContainText(/Offline since .+ changes are kept here and go out by themselves/);
    expect(await salesAtTheOther()).toBe(0);
  });

  await test.step('the line comes back, and nothing has to be done', async () => {
    await line.become({ kind: 'good' });
    await expect(strip).toContainText('Everything confirmed by head office at');
    await expect.poll(salesAtTheOther).toBe(1);
  });

  await test.step('a record is put right', async () => {
    await pressOn(link('Records'));
    await pressOn(page.getByRole('link', { name: 'Customers' }));
    const row = page.getByRole('row', { name: /Amira Haddad/ });
    await pressOn(row.getByRole('link'));
    const panel = page.getByRole('dialog');
    // What a person could be reached by is covered until it is asked for.
    await expect(panel.getByLabel('E-mail', { exact: true })).toHaveValue('••••••••');
    await pressOn(panel.getByRole('button', { name: 'Show E-mail' }));
    await tabTo(panel.getByLabel('E-mail', { exact: true }), 'Shift+Tab');
    await keyboard.type('amira@example.org');
    await keyboard.press('Control+s');
    await expect(panel).toHaveCount(0);
    const emails = async () =>
      (await other.app.call('records.list', { model: 'Customer' })).rows.map(({ record }) => record['email']);
    await expect.poll(emails).toEqual(['amira@example.org']);
  });

  await test.step('“Sync now” ends in a result also when nothing waits', async () => {
    await pressOn(link('Sync'));
    await pressOn(main.getByRole('button', { name: 'Sync now' }));
    await expect(main.getByText(/Nothing waited\. Head office has everything/).first()).toBeVisible();
  });

  await test.step('the Sync log tells what became of the sale', async () => {
    await pressOn(link('Sync log'));
    const sale = page.getByRole('row', { name: /Sale .*Confirmed/ }).first();
    await tabTo(page.getByRole('table', { name: 'Sync log' }).getByRole('link').first());
    await tabTo(sale.getByRole('link'), 'ArrowDown');
    await keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toContainText(/Confirmed by head office as number \d+ of its feed/);
    await keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(sale.getByRole('link')).toBeFocused();
  });
});

/** The list under a field shows only what fits what is typed now. */
async function offers(page: Page, name: RegExp): Promise<void> {
  await expect(page.getByRole('option')).toHaveText([name]);
  await expect(page.locator('[role="listbox"][aria-busy="true"]')).toHaveCount(0);
}
