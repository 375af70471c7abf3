import type { Locator, Page } from '@playwright/test';
import { expect, test } from './shop-test.ts';

const calendarOf = (page: Page): Locator =>
  page.getByRole('button', { name: 'Choose from the calendar', exact: true }).first();

/** The calendar is the browser's own and no part of the page, so it is seen by what its keys do: they do nothing to a button. */
async function chooseWeekAfter(page: Page): Promise<void> {
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
}

test('a day chosen in the calendar is the one that is filtered by, whether a key or the mouse opened it', async ({
  shop,
}) => {
  const page = await shop.enter(await shop.fresh(), '/log');
  const from = page.getByLabel('From', { exact: true });
  await from.fill('11/10/2026');
  await page.keyboard.press('Tab');
  await expect(calendarOf(page)).toBeFocused();
  await page.keyboard.press('Enter');
  await chooseWeekAfter(page);
  await expect(from).toHaveValue('11/17/2026');
  await expect(calendarOf(page), 'who types goes on from where they were').toBeFocused();
  await calendarOf(page).click();
  await chooseWeekAfter(page);
  await expect(from).toHaveValue('11/24/2026');
});

test('the calendar of a moment leaves its time, and Escape closes the calendar and not the record', async ({
  shop,
}) => {
  const page = await shop.enter(await shop.fresh(), '/records/StockMovement/new');
  const moved = page.getByRole('dialog').getByLabel('Moved at');
  await moved.fill('11/10/2026 09:30');
  await calendarOf(page).press('Enter');
  await chooseWeekAfter(page);
  await expect(moved).toHaveValue('11/17/2026 09:30');
  await calendarOf(page).press('Space');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Escape');
  await expect(moved).toHaveValue('11/17/2026 09:30');
  await expect(page.getByRole('dialog')).toBeVisible();
});
