import { chromium } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { browserArguments } from './support/browser-arguments.ts';
import { findBrowser } from './support/find-browser.ts';
import { projectRoot } from './support/project.ts';

// `npm run icons`: draws build/icon.svg as build/icon.png, from which electron-builder makes the icons of each system.

const size = 1024;
const svg = readFileSync(join(projectRoot, 'build/icon.svg'), 'utf8');
const executablePath = findBrowser();
const browser = await chromium.launch({
  args: browserArguments(),
  ...(executablePath === undefined ? {} : { executablePath }),
});
try {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(`<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`);
  await page.screenshot({ path: join(projectRoot, 'build/icon.png'), omitBackground: true });
} finally {
  await browser.close();
}
