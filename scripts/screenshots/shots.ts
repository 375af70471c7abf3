import type { Page } from '@playwright/test';
import { beginSale } from '../../test/support/page-call.ts';
import { copyPin } from './copied-branch.ts';
import type { Stage } from './shop-in-trouble.ts';

export interface Shot {
  readonly name: string;
  readonly of: Exclude<keyof Stage, 'close'>;
  /** What is shown, after the `#`. */
  readonly view: string;
  /** What a person does before the picture is taken. */
  readonly act?: (page: Page) => Promise<void>;
}

const openFirstRow = async (page: Page): Promise<void> => {
  await page.getByRole('row').nth(1).click();
};

export const shots: readonly Shot[] = [
  { name: 'welcome', of: 'fresh', view: '/sync' },
  { name: 'sync', of: 'calm', view: '/sync' },
  { name: 'sync-offline', of: 'troubled', view: '/sync' },
  { name: 'records', of: 'calm', view: '/records/Product' },
  { name: 'record', of: 'calm', view: '/records/Product', act: openFirstRow },
  {
    name: 'sale',
    of: 'calm',
    view: '/sale',
    async act(page) {
      await beginSale(page);
      const search = page.getByRole('combobox', { name: 'Product' });
      for (const [index, words] of ['espresso', 'earl grey', 'baguette', 'shortbread'].entries()) {
        await search.fill(words);
        await page
          .getByRole('option', { name: new RegExp(words, 'i') })
          .first()
          .waitFor();
        await search.press('ArrowDown');
        await search.press('Enter');
        await page.getByRole('rowheader').nth(index).waitFor();
      }
      await page
        .getByRole('textbox', { name: /^Quantity of/ })
        .first()
        .fill('3');
      const customer = page.getByRole('combobox', { name: 'Customer' });
      await customer.fill('a');
      await page.getByRole('option').first().click();
      await search.focus();
    },
  },
  {
    name: 'palette',
    of: 'calm',
    view: '/records/Customer',
    async act(page) {
      await page.getByRole('row').nth(1).waitFor();
      await page.keyboard.press('Control+k');
      await page.getByRole('dialog').getByRole('combobox').fill('new');
      await page.getByRole('option').first().waitFor();
    },
  },
  { name: 'log', of: 'troubled', view: '/log' },
  { name: 'log-refused', of: 'troubled', view: '/log?status=failed', act: openFirstRow },
  { name: 'conflicts', of: 'troubled', view: '/conflicts' },
  {
    name: 'conflict',
    of: 'troubled',
    view: '/conflicts',
    async act(page) {
      await openFirstRow(page);
      await page.getByRole('dialog').getByRole('radio').first().waitFor();
    },
  },
  {
    name: 'check',
    of: 'calm',
    view: '/check',
    async act(page) {
      await page.getByRole('button', { name: /^Compare/ }).click();
      await page.getByRole('table').first().waitFor();
    },
  },
  { name: 'pin', of: 'copied', view: '/settings' },
  { name: 'copied', of: 'copied', view: '/sync' },
  {
    name: 'rejoin',
    of: 'copied',
    view: '/sync',
    async act(page) {
      await page.getByRole('button', { name: /^Rejoin/ }).click();
      const pin = page.getByLabel('PIN', { exact: true });
      const confirm = page.getByRole('button', { name: 'Rejoin with this copy' });
      await pin.or(confirm).first().waitFor();
      if (await pin.isVisible()) {
        await pin.fill(copyPin);
        await pin.press('Enter');
        await confirm.waitFor();
      }
      // From its beginning again: the PIN is asked for at the end.
      await page.getByText('Head office has heard things').scrollIntoViewIfNeeded();
    },
  },
  { name: 'settings', of: 'calm', view: '/settings' },
  { name: 'diagnostics', of: 'troubled', view: '/diagnostics' },
];
