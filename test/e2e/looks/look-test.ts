import { test as base, type BrowserContext, type Page } from '@playwright/test';
import { join } from 'node:path';
import { projectRoot } from '../../../scripts/support/project.ts';
import { inWorld } from '../../faults/world/world.ts';
import { expect } from '../shop-test.ts';
import { startTexts } from './texts.ts';
import { openStage, type Stage } from './stage.ts';
import type { Look } from './looks.ts';

/** Opens a look in a page of its own, as the context shows it, and leaves it to be looked at once nothing moves in it. */
type Show = (context: BrowserContext, look: Look, language?: string) => Promise<Page>;

/** Tests of how the app looks: one stage for all of them, since nothing on it changes. */
export const test = base.extend<{ show: Show }, { stage: Stage }>({
  stage: [
    // Playwright wants the dependencies written as a pattern.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, give) => {
      await inWorld({ seed: 1, entry: join(projectRoot, 'bin/synclog.mjs') }, async (world) => {
        await give(await openStage(world));
      });
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  show: async ({ stage }, give) => {
    await give(async (context, look, language = 'en') => {
      const texts = await startTexts(language);
      const page = await context.newPage();
      const url = stage[look.of];
      await page.goto(url);
      await page.goto(`${new URL(url).origin}/#${look.view}`);
      await settle(page);
      await look.act?.(page, texts);
      await settle(page);
      return page;
    });
  },
});

/** What was asked for has come: nothing is marked as loading, and two frames have been painted since. */
async function settle(page: Page): Promise<void> {
  await page.getByRole('heading').first().waitFor();
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  await page.evaluate(
    () => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))),
  );
}
