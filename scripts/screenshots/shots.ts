import type { Page } from '@playwright/test';
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
      const search = page.getByRole('combobox').first();
      for (const sku of ['COF-00001', 'TEA-00002', 'BRE-00003']) {
        await search.fill(sku);
        await page.getByRole('option').first().waitFor();
        await search.press('Enter');
      }
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
