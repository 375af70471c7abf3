import { chromium, type Page } from '@playwright/test';
import { join } from 'node:path';
import { browserArguments } from '../../scripts/support/browser-arguments.ts';
import { buildIfStale } from '../../scripts/support/build-if-stale.ts';
import { projectRoot } from '../../scripts/support/project.ts';
import { provideBrowser } from '../../scripts/support/provide-browser.ts';
import { startBrowserHost } from '../../src/main/browser/start-browser-host.ts';
import { openStore } from '../../src/main/store/open-store.ts';
import { openBranch } from '../../src/main/branch/open-branch.ts';
import { openMaster } from '../../src/master/open-master.ts';
import { ms, percentile, timed, type Figure, type Workload } from '../support/figures.ts';
import { fillLog } from '../support/long-log.ts';

/** The app in a real browser: first paint, the long log, and typing in New sale while the log drains. Frames by the long-animation-frame API of the browser. */
export const screens: Workload = async ({ full, folder }) => {
  if ((await buildIfStale()) !== 0) throw new Error('SyncLog could not be built');
  const browser = await chromium.launch({ executablePath: await provideBrowser(), args: browserArguments() });
  const rendererDir = join(projectRoot, 'out/renderer');
  const figures: Figure[] = [];
  try {
    const dataDir = join(folder, 'branch');
    const waiting = full ? 100_000 : 20_000;
    const master = await openMaster({ db: join(folder, 'head-office.sqlite') });
    const { url: masterUrl } = await master.listen({ host: '127.0.0.1', port: 0 });
    const branch = await openBranch({ dataDir, host: 'cli' });
    await branch.handlers['branch.enroll']({ masterUrl, code: (await master.enroll('A')).code });
    await branch.handlers['sync.now']({});
    await branch.records.saveMany(
      'Product',
      Array.from({ length: waiting }, (_, index) => ({
        sku: `SKU-${index}`,
        name: `Product ${index}`,
        price_cents: 250,
      })),
    );
    await branch.close();
    const store = await openStore({ dataDir });
    fillLog(store, 1_000_000, { newest: Date.now() });
    store.close();
    const host = await startBrowserHost({ dataDir, port: 0, rendererDir });
    const page = await browser.newPage();
    await page.addInitScript({ content: watchFrames });
    const paint = await timed(async () => {
      await page.goto(host.url);
      await page.getByRole('contentinfo').waitFor();
    });
    figures.push({ name: 'First useful paint, store open', value: ms(paint) });
    await page.goto(`${new URL(host.url).origin}/#/sale`);
    const search = page.getByRole('combobox').first();
    await search.waitFor();
    await takeFrames(page);
    const typing: number[] = [];
    for (let word = 0; word < (full ? 60 : 20); word += 1) {
      typing.push(await timed(() => search.pressSequentially(`Product ${word}`, { delay: 30 })));
      await search.fill('');
    }
    figures.push({
      name: `Typing while ${waiting.toLocaleString('en-GB')} changes drain`,
      value: describe(await takeFrames(page)),
    });
    await page.goto(`${new URL(host.url).origin}/#/log`);
    await page.getByRole('row').nth(5).waitFor();
    await takeFrames(page);
    await page.getByRole('row').nth(5).hover();
    for (let turn = 0; turn < 60; turn += 1) await page.mouse.wheel(0, 600);
    figures.push({ name: 'Sync log of 1,000,000, scrolling', value: describe(await takeFrames(page)) });
    for (const model of ['SaleItem', 'Customer']) {
      const filtered = await timed(async () => {
        await page.locator('select').nth(1).selectOption(model);
        await page.locator('[aria-busy="true"]').waitFor({ state: 'detached' });
      });
      figures.push({ name: `Sync log of 1,000,000, choosing ${model}`, value: ms(filtered) });
    }
    await host.close();
    await master.close();
  } finally {
    await browser.close();
  }
  return figures;
};

/** In the page: keeps how long each long frame took. */
const watchFrames = `
  globalThis.longFrames = [];
  new PerformanceObserver((list) => longFrames.push(...list.getEntries().map((entry) => entry.duration)))
    .observe({ type: 'long-animation-frame' });
`;

/** The long frames (over 50 ms) since the last time. */
async function takeFrames(page: Page): Promise<number[]> {
  return await page.evaluate(() => {
    const kept: unknown = Reflect.get(globalThis, 'longFrames');
    return Array.isArray(kept) ? kept.splice(0).map(Number) : [];
  });
}

function describe(frames: readonly number[]): string {
  return frames.length === 0
    ? 'no frame over 50 ms'
    : `${frames.length} frames over 50 ms, median ${ms(percentile(frames, 0.5))}, longest ${ms(percentile(frames, 1))}`;
}
