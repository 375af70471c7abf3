import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildIfStale } from './support/build-if-stale.ts';
import { projectRoot } from './support/project.ts';
import { provideBrowser } from './support/provide-browser.ts';
import { runElectronSuite } from './support/run-electron-suite.ts';
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
  const browser = await runBrowserSuites();
  const electron = await runElectronSuite();
  return [unit, ...browser, ...electron];
}

/** The app in the browser host, and in the Electron shell on a stand-in of Electron. */
async function runBrowserSuites(): Promise<Totals[]> {
  try {
    const env = { SYNCLOG_BROWSER: await provideBrowser() };
    const totals: Totals[] = [];
    for (const [project, folder] of [
      ['browser', 'test/e2e'],
      ['shell', 'test/shell'],
    ] as const) {
      if (hasSpecs(folder)) totals.push(await runPlaywright(project, env));
    }
    return totals;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return [failure];
  }
}

function hasSpecs(folder: string): boolean {
  const path = join(projectRoot, folder);
  return existsSync(path) && readdirSync(path, { recursive: true }).some((name) => String(name).endsWith('.spec.ts'));
}

const runs = await runAll();
console.log(`\n${describeTotals(runs)}`);
process.exitCode = runs.some((run) => run.failed > 0) ? 1 : 0;
