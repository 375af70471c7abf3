import { chromium } from '@playwright/test';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { browserCandidates } from './browser-candidates.ts';

/**
 * The path of a browser that Playwright can drive: what SYNCLOG_BROWSER names, else Playwright's own, else Chromium, Chrome or Edge as the
 * system has them.
 * @throws Error when SYNCLOG_BROWSER names a file that is not there: somebody who asked for one browser must not be given another.
 */
export function findBrowser(): string | undefined {
  const named = process.env['SYNCLOG_BROWSER'];
  if (named !== undefined && named !== '') {
    if (!existsSync(named)) throw new Error(`SYNCLOG_BROWSER names ${named}, but there is no such file.`);
    return named;
  }
  const candidates = browserCandidates({ platform: process.platform, env: process.env, home: homedir() });
  return [chromium.executablePath(), ...candidates].find((path) => existsSync(path));
}
