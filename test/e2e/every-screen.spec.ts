import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { catalogues } from '../../src/shared/locales/catalogues.ts';
import { sticksOut } from './looks/fits.ts';
import { test } from './looks/look-test.ts';
import { looks } from './looks/looks.ts';
import { expect } from './shop-test.ts';

/** CSS pixels: a window of 1280 × 800 at 100 %, 200 % and 400 % zoom, and a wide one. */
const windows = {
  usual: { width: 1280, height: 800 },
  'zoomed to 200 %': { width: 640, height: 400 },
  'zoomed to 400 %': { width: 320, height: 640 },
  wide: { width: 2560, height: 1300 },
} as const;

// Hundreds of looks: a recording of each would take longer than looking.
test.use({ trace: 'off', contextOptions: { reducedMotion: 'reduce' } });

for (const language of Object.keys(catalogues)) {
  test.describe(language, () => {
    test.use({ locale: language });
    for (const look of looks) {
      test(`${look.name}: axe finds nothing in either theme, and everything fits at every zoom`, async ({
        context,
        show,
      }) => {
        const page = await show(context, look, language);
        await page.emulateMedia({ colorScheme: 'light' });
        await test.step('axe, light', async () => {
          expect.soft(problems(await axe(page).analyze())).toEqual([]);
        });
        // The theme changes colours and nothing else.
        await page.emulateMedia({ colorScheme: 'dark' });
        await test.step('axe, dark', async () => {
          const colours = await axe(page).withRules(['color-contrast', 'link-in-text-block']).analyze();
          expect.soft(problems(colours)).toEqual([]);
        });
        for (const [name, size] of Object.entries(windows)) {
          await page.setViewportSize(size);
          await expect.soft
            .poll(() => sticksOut(page), { message: `sticks out of a window ${name}`, timeout: 4000 })
            .toEqual([]);
        }
      });
    }
  });
}

function axe(page: Page): AxeBuilder {
  // There are no frames, which the other mode is for; it would open a page for each look.
  return new AxeBuilder({ page }).setLegacyMode();
}

/** What axe objects to, so that a person reading the failure finds it. */
function problems({ violations }: Awaited<ReturnType<AxeBuilder['analyze']>>) {
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => [id, node.html, node.failureSummary]));
}
