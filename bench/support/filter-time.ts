import type { Page } from '@playwright/test';
import { z } from 'zod';

/**
 * Chooses a model in the filters of the Sync log. Milliseconds from the choice, made in the page itself, until other rows are painted.
 */
export async function filterTime(page: Page, model: string): Promise<number> {
  await page.locator(`option[value="${model}"]`).waitFor({ state: 'attached' });
  await page.locator('[data-row] a').first().waitFor();
  return z.number().parse(
    await page.evaluate(`
      new Promise((resolve) => {
        const select = document.querySelectorAll('main fieldset select')[1];
        const rows = () => [...document.querySelectorAll('[data-row]')];
        const before = new Set(rows().map((row) => row.querySelector('a')?.href));
        const began = performance.now();
        select.value = ${JSON.stringify(model)};
        select.dispatchEvent(new Event('change', { bubbles: true }));
        const look = () => {
          const there = rows();
          const loaded = there.length > 0 && there.every((row) => row.querySelector('a'));
          const changed = there.some((row) => !before.has(row.querySelector('a')?.href));
          if (!loaded || !changed) return requestAnimationFrame(look);
          requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began), 0));
        };
        requestAnimationFrame(look);
      })
    `),
  );
}
