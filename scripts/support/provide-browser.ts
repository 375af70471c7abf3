import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findBrowser } from './find-browser.ts';
import { projectRoot } from './project.ts';
import { runProgram } from './run-program.ts';

const minute = 60_000;
const advice =
  'No browser for the end-to-end tests: install Chromium, Chrome or Edge, or set SYNCLOG_BROWSER to the path of one, then run this again.';

/**
 * The path of a browser that starts: one of this system, else one installed now, by Playwright or, as root where there is apt, by the system.
 * @throws Error saying what to install
 */
export async function provideBrowser(): Promise<string> {
  const present = findBrowser();
  if (present !== undefined) return present;

  console.log("No browser found; installing Playwright's Chromium …");
  const playwright = join(projectRoot, 'node_modules/@playwright/test/cli.js');
  const canUseApt = process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  await runProgram(process.execPath, [playwright, 'install', 'chromium'], { timeoutMs: 10 * minute });
  const downloaded = findBrowser();
  if (downloaded !== undefined && (await starts(downloaded))) return downloaded;

  if (canUseApt) {
    console.log("Installing the system's Chromium …");
    const quiet = { env: { DEBIAN_FRONTEND: 'noninteractive' } };
    await runProgram('apt-get', ['update', '-qq'], quiet);
    await runProgram('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], quiet);
    const installed = ['/usr/bin/chromium', downloaded].find((path) => path !== undefined && existsSync(path));
    if (installed !== undefined && (await starts(installed))) return installed;
  }
  throw new Error(advice);
}

/** A downloaded browser is of no use where the system lacks its libraries. */
async function starts(browser: string): Promise<boolean> {
  return (await runProgram(browser, ['--version'], { timeoutMs: minute })) === 0;
}
