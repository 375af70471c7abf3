import type { Browser, Page } from '@playwright/test';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { projectRoot } from '../../../scripts/support/project.ts';

const file = join(projectRoot, 'test/e2e/__screenshots__/made-by.json');

/** What the pictures depend on besides the app: another browser, system or font draws the same letters otherwise. */
const makerSchema = z.object({ chromium: z.string(), system: z.string(), letters: z.number() });
export type Maker = z.infer<typeof makerSchema>;

export async function makerHere(browser: Browser, page: Page): Promise<Maker> {
  const letters = await page.evaluate(() => {
    const pen = document.createElement('canvas').getContext('2d');
    if (!pen) return 0;
    pen.font = `100px ${getComputedStyle(document.body).fontFamily}`;
    return Math.round(pen.measureText('The quick brown fox, 0123456789').width);
  });
  return {
    chromium: browser.version().split('.')[0] ?? '',
    system: `${process.platform} ${process.arch}`,
    letters,
  };
}

/** Who made the pictures that are kept; null where there are none yet. */
export function makerOfKept(): Maker | null {
  return existsSync(file) ? makerSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : null;
}

export function keepMaker(maker: Maker): void {
  writeFileSync(file, `${JSON.stringify(maker, null, 2)}\n`);
}
