import type { Page } from '@playwright/test';
import { openStore } from '../../src/main/store/open-store.ts';
import { describeFrames, droppedShare } from '../support/describe-frames.ts';
import { median, ms, percentile, type Figure, type Workload } from '../support/figures.ts';
import { fillLog } from '../support/long-log.ts';
import { openBrowser } from '../support/open-browser.ts';
import { takeWatched, watchPage, type Watched } from '../support/page-watch.ts';
import { openBenchShop } from '../support/shop.ts';
import { filterTime } from '../support/filter-time.ts';

/** The Sync log with 1,000,000 rows: scrolling, beside a list of as many empty rows in the same browser, and from the choice of a filter until its rows are painted. */
export const scroll: Workload = async ({ folder, full }) => {
  const shop = await openBenchShop(folder, async (branch) => {
    await branch.records.saveMany('Category', [{ name: 'Tea' }]);
    await branch.handlers['sync.now']({});
  });
  const store = await openStore({ dataDir: shop.dataDir });
  fillLog(store, 1_000_000, { newest: Date.now() });
  store.close();
  const browser = await openBrowser();
  const open = await shop.openApp();
  const turns = full ? 300 : 120;
  try {
    const bare = await browser.newPage();
    await watchPage(bare);
    await bare.goto(`${new URL(open.answer.url).origin}/there-is-no-such-page`);
    await bare.evaluate(
      `document.body.innerHTML = '<div style="height: 16000000px; background: linear-gradient(#fff 50%, #eee 50%) 0 0 / 100% 80px"></div>'`,
    );
    await bare.mouse.move(400, 400);
    const empty = await wheel(bare, turns);
    await bare.close();

    const page = await browser.newPage();
    await watchPage(page);
    await page.goto(open.answer.url);
    await page.goto(`${new URL(open.answer.url).origin}/#/log`);
    await page.getByRole('row').nth(5).hover();
    const log = await wheel(page, turns);
    const figures: Figure[] = [
      ...describeFrames('Sync log of 1,000,000, scrolling', log),
      ...describeFrames('An empty page as high, scrolling', empty),
      {
        name: 'Dropped frames, log against empty page',
        value: `${percent(droppedShare(log.frames))} against ${percent(droppedShare(empty.frames))}`,
      },
    ];
    for (const [model, size] of [
      ['SaleItem', '500,000'],
      ['Customer', '1,000'],
    ] as const) {
      const times: number[] = [];
      for (let turn = 0; turn < (full ? 20 : 7); turn += 1) {
        // Nothing is remembered of the turn before.
        await page.reload();
        await page.locator('output').filter({ hasText: /\d/ }).first().waitFor();
        times.push(await filterTime(page, model));
      }
      figures.push({
        name: `Choosing a model with ${size} until its rows are painted`,
        value: `median ${ms(median(times))} (${ms(percentile(times, 0))} to ${ms(percentile(times, 1))})`,
      });
    }
    return figures;
  } finally {
    await browser.close();
    await open.stop();
    await shop.close();
  }
};

/** Turns the wheel as a hand does that looks for something: a step in each frame. */
async function wheel(page: Page, turns: number): Promise<Watched> {
  await takeWatched(page);
  for (let turn = 0; turn < turns; turn += 1) await page.mouse.wheel(0, 240);
  return await takeWatched(page);
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
