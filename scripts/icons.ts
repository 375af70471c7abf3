import { chromium, type Page } from '@playwright/test';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TrayShape } from '../src/main/desktop/tray-look.ts';
import { browserArguments } from './support/browser-arguments.ts';
import { findBrowser } from './support/find-browser.ts';
import { icoOf } from './support/ico.ts';
import { projectRoot } from './support/project.ts';

// `npm run icons`: draws build/icon.svg as build/icon.png, from which electron-builder makes the icons of each system, and the tray's icons.

const appIconSize = 1024;
const traySize = 16;
/** What Windows shows in its notification area, at 100 % to 300 % scaling. */
const icoSizes = [16, 20, 24, 32, 48];

/** The tray's states by shape, on a grid of 16: a colour alone would say nothing to many people. `currentColor` is the panel's contrast. */
const trayShapes: Readonly<Record<TrayShape, string>> = {
  confirmed:
    '<circle cx="8" cy="8" r="7" fill="currentColor"/><path d="M4.5 8.2l2.4 2.4 4.6-5" fill="none" stroke="HOLE" stroke-width="1.8"/>',
  syncing:
    '<path d="M3 7a5.2 5.2 0 0 1 9-2.6M13 9a5.2 5.2 0 0 1-9 2.6" fill="none" stroke="currentColor" stroke-width="1.8"/><path d="M13.6 1.6v4h-4zM2.4 14.4v-4h4z" fill="currentColor"/>',
  waiting:
    '<circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" stroke-width="1.6"/><path d="M8 4.4V8l2.6 1.8" fill="none" stroke="currentColor" stroke-width="1.6"/>',
  offline:
    '<circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" stroke-width="1.6" stroke-dasharray="2.6 1.8"/><path d="M3 13L13 3" stroke="currentColor" stroke-width="1.8"/>',
  attention:
    '<path d="M8 .8L15.6 15H.4z" fill="currentColor"/><path d="M8 5.6v4.6M8 11.6v1.8" stroke="HOLE" stroke-width="1.8"/>',
};

/** File name endings, each with the colour of the drawing and of what is cut out of it. */
const trayVariants = [
  { ending: '-for-light', ink: '#1f2328', hole: '#ffffff' },
  { ending: '-for-dark', ink: '#ffffff', hole: '#1f2328' },
  // macOS colours a template by its opacity alone, so what is cut out must be transparent: it is drawn by a mask.
  { ending: 'Template', ink: '#000000', hole: 'mask' },
] as const;

function traySvg(shape: TrayShape, ink: string, hole: string): string {
  const drawing = trayShapes[shape];
  if (hole !== 'mask') return svg(drawing.replaceAll('currentColor', ink).replaceAll('HOLE', hole));
  const white = drawing.replaceAll('currentColor', '#fff').replaceAll('HOLE', '#000');
  return svg(`<mask id="m">${white}</mask><rect width="16" height="16" fill="${ink}" mask="url(#m)"/>`);
}

const svg = (content: string): string => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">${content}</svg>`;

async function draw(page: Page, image: string, size: number): Promise<Buffer> {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(`<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${image}`);
  return await page.screenshot({ omitBackground: true });
}

const write = (file: string, content: Buffer): void => writeFileSync(join(projectRoot, file), content);

const executablePath = findBrowser();
const browser = await chromium.launch({
  args: browserArguments(),
  ...(executablePath === undefined ? {} : { executablePath }),
});
try {
  const page = await browser.newPage();
  write('build/icon.png', await draw(page, readFileSync(join(projectRoot, 'build/icon.svg'), 'utf8'), appIconSize));
  for (const shape of Object.keys(trayShapes) as TrayShape[]) {
    for (const { ending, ink, hole } of trayVariants) {
      const image = traySvg(shape, ink, hole);
      const file = `resources/tray/${shape}${ending}`;
      write(`${file}.png`, await draw(page, image, traySize));
      write(`${file}@2x.png`, await draw(page, image, traySize * 2));
      if (ending === 'Template') continue;
      const images: { size: number; png: Buffer }[] = [];
      for (const size of icoSizes) images.push({ size, png: await draw(page, image, size) });
      write(`${file}.ico`, icoOf(images));
    }
  }
} finally {
  await browser.close();
}
