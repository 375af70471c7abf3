import type { Locator, Page } from '@playwright/test';
import type { IpcChannel } from '../../src/shared/ipc/contract.ts';
import { beginSale } from '../support/page-call.ts';
import { test } from './looks/look-test.ts';
import { looks, type Look } from './looks/looks.ts';
import { startTexts, type Texts } from './looks/texts.ts';
import { expect } from './shop-test.ts';

/** A screen on which something is said for a moment, and what a person looks at or presses there meanwhile. */
interface Saying {
  readonly look: Look;
  /** Says it once more, also while it is in sight. */
  readonly say: (page: Page, t: Texts) => Promise<void>;
  readonly needed: (page: Page, t: Texts) => readonly Locator[];
}

const lookNamed = (name: string): Look => {
  const look = looks.find((one) => one.name === name);
  if (!look) throw new Error(`no look is named ${name}`);
  return look;
};

const title = (page: Page): Locator => page.getByRole('heading', { level: 1 });
const navigation = (page: Page, t: Texts): Locator => page.getByRole('navigation', { name: t('nav.label') });

async function answer(page: Page, channel: IpcChannel, json: object): Promise<void> {
  await page.unroute(`**/ipc/${channel}`);
  await page.route(`**/ipc/${channel}`, async (route) => await route.fulfill({ json }));
}

const sayings: readonly Saying[] = [
  {
    look: { name: 'a sale of nothing', of: 'alone', view: '/sale', act: beginSale },
    say: async (page) => await page.keyboard.press('Control+Enter'),
    needed: (page, t) => [title(page), navigation(page, t), page.getByRole('button', { name: t('sale.save') })],
  },
  {
    look: { name: 'a pause that failed', of: 'full', view: '/sync' },
    async say(page, t) {
      // A sentence of several lines in a narrow window.
      const message = 'The disk is full, so nothing could be saved. What was saved before is safe. Free some space.';
      await answer(page, 'sync.pause', { ok: false, error: { code: 'database-full', message } });
      await page.getByRole('button', { name: t('sync.pause') }).click();
    },
    needed: (page, t) => [
      title(page),
      navigation(page, t),
      page.getByRole('button', { name: t('sync.pause') }),
      page.getByRole('button', { name: t('sync.now') }),
    ],
  },
  {
    look: lookNamed('log-refused-change'),
    async say(page, t) {
      const retry = page.getByRole('dialog').getByRole('button', { name: t('log.retry', { count: 1 }) });
      // The stage is shared: what was refused there stays so.
      await answer(page, 'logs.retry', { ok: true, value: { retried: 1 } });
      await retry.click();
    },
    needed: (page) => {
      const panel = page.getByRole('dialog');
      return [panel.getByRole('heading', { level: 2 }), panel.getByRole('contentinfo').or(panel.locator('footer'))];
    },
  },
];

const widths = [320, 400, 760, 1280];

for (const { look, say, needed } of sayings) {
  test(`what is said after ${look.name} lies over neither the title, the main action nor the navigation`, async ({
    context,
    show,
  }) => {
    const t = await startTexts('en');
    const page = await show(context, look);
    const said = page.getByRole('status').locator('p');
    for (const width of widths) {
      await page.setViewportSize({ width, height: 720 });
      const covered = async (): Promise<readonly string[]> => {
        // It goes by itself after a moment, so it is said anew for each look at it.
        await say(page, t);
        await said.waitFor();
        const message = await said.boundingBox();
        if (!message) return ['nothing was said'];
        const covers: string[] = [];
        for (const part of needed(page, t)) {
          const box = await part.first().boundingBox();
          if (!box || overlap(box, message)) covers.push(String(part));
        }
        return covers;
      };
      await expect.soft.poll(covered, { message: `covered in a window of ${width}`, timeout: 8000 }).toEqual([]);
    }
  });
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function overlap(one: Box, other: Box): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  );
}
