import type { Page } from '@playwright/test';
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
  { name: 'settings', of: 'calm', view: '/settings' },
  { name: 'diagnostics', of: 'troubled', view: '/diagnostics' },
];
