import { isDeepStrictEqual } from 'node:util';
import { test } from './looks/look-test.ts';
import { looks } from './looks/looks.ts';
import { keepMaker, makerHere, makerOfKept } from './looks/made-by.ts';
import { holdStill } from './looks/stillness.ts';
import { expect } from './shop-test.ts';

// Every screen against its kept picture. After a change that is meant: npx playwright test --project=browser pictures --update-snapshots=all

/** One look of each screen, except of Sync: its plot is of the hours until now. */
const pictured = ['welcome', 'records', 'record-wrong', 'sale', 'log', 'conflict', 'check', 'settings', 'diagnostics'];

test.use({
  trace: 'off',
  locale: 'en-GB',
  timezoneId: 'Europe/London',
  contextOptions: { reducedMotion: 'reduce' },
});

for (const look of looks.filter(({ name }) => pictured.includes(name))) {
  test(`${look.name} looks as it did, light and dark`, async ({ context, browser, show }, info) => {
    await holdStill(context);
    const page = await show(context, look);
    const here = await makerHere(browser, page);
    if (['all', 'changed'].includes(info.config.updateSnapshots)) keepMaker(here);
    const kept = makerOfKept();
    if (!isDeepStrictEqual(kept, here)) {
      const why = `not compared: other browser (here ${JSON.stringify(here)}, the pictures ${JSON.stringify(kept)})`;
      console.log(`${look.name}: ${why}`);
      test.skip(true, why);
    }
    // What was announced goes by itself.
    await expect(page.locator('[role="status"][aria-live] > *')).toHaveCount(0);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await expect.soft(page).toHaveScreenshot(`${look.name}-${colorScheme}.png`, {
        animations: 'disabled',
        // Ids and digests are new in each run; the figures of a row beside each other are none.
        mask: [page.getByText(/[0-9a-f]{8}-[0-9a-f]{4}/), page.getByText(/(?=\d{0,15}[a-f])[0-9a-f]{16}/)],
        maxDiffPixels: 40,
      });
    }
  });
}
