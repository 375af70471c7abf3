import type { Locator, Page } from '@playwright/test';
import { expect } from './shop-test.ts';

/** So many stops are on no screen: what was not reached by then cannot be reached. */
const mostStops = 80;

/** Goes on with a key, as a person without a mouse does, until the wanted element has the focus. Fails when it cannot be reached. */
export async function tabTo(wanted: Locator, key = 'Tab'): Promise<void> {
  await wanted.first().waitFor();
  const { keyboard } = wanted.page();
  for (let stops = 0; stops < mostStops && !(await hasFocus(wanted)); stops += 1) {
    await keyboard.press(key);
  }
  await expect(wanted).toBeFocused();
}

export async function pressOn(wanted: Locator, key = 'Enter'): Promise<void> {
  await tabTo(wanted);
  await wanted.page().keyboard.press(key);
}

/** Types as a scanner does: the digits without a pause, and Enter. It goes wherever the focus is. */
export async function scan(page: Page, code: string): Promise<void> {
  await page.keyboard.type(code);
  await page.keyboard.press('Enter');
}

async function hasFocus(wanted: Locator): Promise<boolean> {
  return await wanted.evaluate((element) => element === document.activeElement);
}
