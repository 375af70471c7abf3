import { chromium, type Browser } from '@playwright/test';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synclogProcesses } from './demo/synclog-process.ts';
import { timeZoneOfClosingTime } from './screenshots/busy-day.ts';
import { openStage, type Stage } from './screenshots/shop-in-trouble.ts';
import { shots, type Shot } from './screenshots/shots.ts';
import { browserArguments } from './support/browser-arguments.ts';
import { buildIfStale } from './support/build-if-stale.ts';
import { projectRoot } from './support/project.ts';
import { provideBrowser } from './support/provide-browser.ts';

// `npm run screenshots`: every screen of a shop's app, light and dark, into docs/screenshots; `npm run screenshots -- sync check` only those.

const folder = join(projectRoot, 'docs/screenshots');
const schemes = ['light', 'dark'] as const;

async function take(browser: Browser, stage: Stage, shot: Shot, colorScheme: (typeof schemes)[number]): Promise<void> {
  const context = await browser.newContext({
    colorScheme,
    viewport: { width: 1280, height: 800 },
    reducedMotion: 'reduce',
    timezoneId: timeZoneOfClosingTime(new Date()),
  });
  try {
    const page = await context.newPage();
    await page.goto(stage[shot.of]);
    await page.goto(`${new URL(stage[shot.of]).origin}/#${shot.view}`);
    await page.getByRole('main').waitFor();
    await page.waitForLoadState('networkidle').catch(() => undefined);
    await shot.act?.(page);
    // Fonts and what was asked for have come when nothing is marked as loading any more.
    await page.locator('[aria-busy="true"]').waitFor({ state: 'detached' });
    // What was announced goes by itself.
    await page.locator('[role="status"][aria-live] > *').waitFor({ state: 'detached' });
    await page.screenshot({ path: join(folder, `${shot.name}-${colorScheme}.png`), animations: 'disabled' });
    console.log(`docs/screenshots/${shot.name}-${colorScheme}.png`);
  } finally {
    await context.close();
  }
}

async function run(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const data = mkdtempSync(join(tmpdir(), 'synclog-screenshots-'));
  const synclog = synclogProcesses(join(projectRoot, 'bin/synclog.mjs'));
  const browser = await chromium.launch({ executablePath: await provideBrowser(), args: browserArguments() });
  try {
    const stage = await openStage(data, synclog, () => undefined);
    const named = process.argv.slice(2);
    const wanted = shots.filter(({ name }) => named.length === 0 || named.includes(name));
    for (const shot of wanted) for (const scheme of schemes) await take(browser, stage, shot, scheme);
    await stage.close();
  } finally {
    await browser.close();
    await synclog.killAll();
    rmSync(data, { recursive: true, force: true, maxRetries: 5 });
  }
}

if ((await buildIfStale()) !== 0) {
  console.error('SyncLog could not be built; the reason is above.');
  process.exitCode = 1;
} else await run();
