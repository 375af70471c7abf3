import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildIfStale } from './support/build-if-stale.ts';
import { findElectron } from './support/find-electron.ts';
import { projectRoot } from './support/project.ts';
import { provideBrowser } from './support/provide-browser.ts';
import { runPlaywright, runVitest } from './support/run-suites.ts';
import { describeTotals, type Totals } from './support/test-totals.ts';

// `npm test`: everything that can run here, and at the end a line that counts it.

const failure: Totals = { passed: 0, failed: 1 };

async function runAll(): Promise<Totals[]> {
  if ((await buildIfStale()) !== 0) {
    console.error('SyncLog could not be built, so nothing was tested; the reason is above.');
    return [failure];
  }
  const unit = await runVitest();
  const browser = await runBrowserSuite();
  const electron = await runElectronSuite();
  return [unit, ...browser, ...electron];
}

async function runBrowserSuite(): Promise<Totals[]> {
  if (!hasSpecs('test/e2e')) return [];
  try {
    return [await runPlaywright('browser', { SYNCLOG_BROWSER: await provideBrowser() })];
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return [failure];
  }
}

async function runElectronSuite(): Promise<Totals[]> {
  if (findElectron() === undefined) {
    console.log('Electron suite: not run: no Electron binary');
    return [];
  }
  if (!hasSpecs('test/electron')) return [];
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) {
    console.log('Electron suite: not run: no display');
    return [];
  }
  return [await runPlaywright('electron')];
}

function hasSpecs(folder: string): boolean {
  const path = join(projectRoot, folder);
  return existsSync(path) && readdirSync(path, { recursive: true }).some((name) => String(name).endsWith('.spec.ts'));
}

const runs = await runAll();
console.log(`\n${describeTotals(runs)}`);
process.exitCode = runs.some((run) => run.failed > 0) ? 1 : 0;
