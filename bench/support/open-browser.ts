import { chromium, type Browser } from '@playwright/test';
import { browserArguments } from '../../scripts/support/browser-arguments.ts';
import { provideBrowser } from '../../scripts/support/provide-browser.ts';

export async function openBrowser(): Promise<Browser> {
  return await chromium.launch({ executablePath: await provideBrowser(), args: browserArguments() });
}
