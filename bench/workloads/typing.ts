import type { Page } from '@playwright/test';
import type { BranchApp } from '../../scripts/demo/branch-app.ts';
import { describeFrames, droppedShare } from '../support/describe-frames.ts';
import { percentile, rate, type Workload } from '../support/figures.ts';
import { openBrowser } from '../support/open-browser.ts';
import { takeWatched, watchPage, type Watched } from '../support/page-watch.ts';
import { openBenchShop } from '../support/shop.ts';

/**
 * Typing in New sale while 100,000 changes drain. The same page with the sync paused is measured before and after: what a frame takes there is the
 * machine's, and the ratio is SyncLog's.
 */
export const typing: Workload = async ({ folder, full }) => {
  const count = 100_000;
  const words = full ? 60 : 25;
  const shop = await openBenchShop(folder, async (branch) => {
    await branch.records.saveMany(
      'Product',
      Array.from({ length: count }, (_, index) => ({
        sku: `SKU-${index}`,
        name: `Product ${index}`,
        price_cents: 250,
      })),
    );
    await branch.handlers['sync.pause']({ minutes: 1440 });
  });
  const browser = await openBrowser();
  const open = await shop.openApp();
  const app = shop.app(open);
  try {
    const page = await browser.newPage();
    await watchPage(page);
    await page.goto(open.answer.url);
    await page.goto(`${new URL(open.answer.url).origin}/#/sale`);
    // Once without being measured: code that runs for the first time is compiled.
    await typeWords(page, 5);
    const before = await typeWords(page, words);
    await app.call('sync.resume', {});
    await untilDraining(app, count);
    const drain = await typeThroughDrain(page, app);
    await app.call('sync.pause', { minutes: 1440 });
    const calm = together([before, await typeWords(page, words)]);
    return [
      {
        name: 'New sale: the drain while typing',
        value: `${number(drain.from)} → ${number(drain.to)} waiting in ${drain.words} words (${rate(drain.from - drain.to, drain.took)})`,
      },
      ...describeFrames('New sale, draining', drain.watched),
      ...describeFrames('New sale, paused', calm),
      { name: 'New sale, draining against paused', value: compare(drain.watched, calm) },
    ];
  } finally {
    await browser.close();
    await open.stop();
    await shop.close();
  }
};

async function typeWords(page: Page, words: number): Promise<Watched> {
  await takeWatched(page);
  for (let word = 0; word < words; word += 1) await typeWord(page, word);
  return await takeWatched(page);
}

/** A word that is typed into the search, until its products are found and shown. */
async function typeWord(page: Page, word: number): Promise<void> {
  const search = page.getByRole('combobox').first();
  await search.pressSequentially(`Product ${word}`, { delay: 30 });
  await page.getByRole('option').first().waitFor();
  await search.fill('');
}

/** What was seen while the log drained, and how much waited at its beginning and at its end. */
interface Drain {
  readonly watched: Watched;
  readonly from: number;
  readonly to: number;
  readonly words: number;
  /** Milliseconds. */
  readonly took: number;
}

/** Types for as long as something waits. A word counts only when something was still waiting after it: until then the drain was on. */
async function typeThroughDrain(page: Page, app: BranchApp): Promise<Drain> {
  await takeWatched(page);
  const from = await waitingOf(app);
  const began = performance.now();
  let drain: Drain = { watched: together([]), from, to: from, words: 0, took: 0 };
  for (;;) {
    await typeWord(page, drain.words);
    const watched = await takeWatched(page);
    const to = await waitingOf(app);
    if (to === 0) return drain;
    const took = performance.now() - began;
    drain = { watched: together([drain.watched, watched]), from, to, words: drain.words + 1, took };
  }
}

function together(parts: readonly Watched[]): Watched {
  return {
    frames: parts.flatMap((part) => part.frames),
    longFrames: parts.flatMap((part) => part.longFrames),
    keys: parts.flatMap((part) => part.keys),
  };
}

async function waitingOf(app: BranchApp): Promise<number> {
  const { pending, syncing } = await app.call('logs.stats', {});
  return pending + syncing;
}

/** Until the first changes are confirmed. */
async function untilDraining(app: BranchApp, count: number): Promise<void> {
  while ((await waitingOf(app)) >= count) await new Promise((resolve) => setTimeout(resolve, 20));
}

function compare(draining: Watched, calm: Watched): string {
  const at = (share: number): string =>
    (percentile(draining.frames, share) / percentile(calm.frames, share)).toFixed(2);
  return `frames p50 ${at(0.5)}, p95 ${at(0.95)}, longest ${at(1)}; dropped ${(droppedShare(draining.frames) * 100).toFixed(1)} % against ${(droppedShare(calm.frames) * 100).toFixed(1)} %`;
}

const number = (value: number): string => value.toLocaleString('en-GB');
