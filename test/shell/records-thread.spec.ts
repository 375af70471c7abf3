import { createThreadEnder } from '../support/thread-ender.ts';
import { call } from './call.ts';
import { expect, test } from './shell-test.ts';

const stopped = 'The part of SyncLog that keeps the records stopped';
const tea = { model: 'Product', data: { sku: 'TEA', name: 'Tea', price_cents: 250 } } as const;
const found = { ok: true, value: { total: 1, rows: [{ record: { sku: 'TEA' } }] } };

test('a records thread that ends is started again, and the screens go on where they were', async ({
  open,
}, testInfo) => {
  const ender = createThreadEnder(testInfo.outputPath('threads'));
  const app = open({ env: ender.env });
  const page = await app.page();
  expect(await call(page, 'records.save', tea)).toMatchObject({ ok: true });
  await app.clickMenu('Settings …');
  await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible();
  ender.once();
  await expect.poll(() => ender.hasEnded()).toBe(true);
  await expect.poll(() => call(page, 'records.list', { model: 'Product' })).toMatchObject(found);
  await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible();
  await expect(page.getByRole('heading', { name: stopped })).toHaveCount(0);
});

test('a records thread that cannot be started again is a page that says so, where the records are, and goes on when it can', async ({
  open,
}, testInfo) => {
  const ender = createThreadEnder(testInfo.outputPath('threads'));
  const app = open({ env: ender.env });
  const page = await app.page();
  expect(await call(page, 'records.save', tea)).toMatchObject({ ok: true });
  ender.always();
  await expect(page.getByRole('heading', { name: stopped })).toBeVisible();
  const main = page.getByRole('main');
  await expect(main).toContainText('Try again. If it stays, restart the computer and send the log to support.');
  await expect(main).toContainText('Your records are where they were');
  await expect(main).toContainText(app.dataDir);
  await page.getByRole('link', { name: 'Open data folder' }).click();
  await expect.poll(() => app.desktop.calls).toContainEqual({ name: 'shell.openPath', args: [app.dataDir] });

  const cameAnew = page.waitForEvent('load');
  await page.getByRole('link', { name: 'Try again' }).click();
  await cameAnew;
  await expect(page.getByRole('heading', { name: stopped })).toBeVisible();
  expect(app.desktop.errors).toEqual([]);

  ender.letLive();
  // It is not started more than three times within a minute, and the page says to wait for one.
  await expect(async () => {
    const again = page.getByRole('link', { name: 'Try again' });
    if (await again.isVisible()) await again.click();
    await expect(page.getByRole('heading', { name: 'Welcome to SyncLog' })).toBeVisible({ timeout: 2000 });
  }).toPass({ timeout: 110_000 });
  expect(await call(page, 'records.list', { model: 'Product' })).toMatchObject(found);
});

test('an app that was killed has what was saved when it is started again', async ({ open }) => {
  const app = open();
  expect(await call(await app.page(), 'records.save', tea)).toMatchObject({ ok: true });
  app.main.kill('SIGKILL');
  expect(await app.main.exited).toBe('SIGKILL');
  await app.end();
  const page = await open().page();
  await expect(page.getByRole('heading', { name: 'Welcome to SyncLog' })).toBeVisible();
  expect(await call(page, 'records.list', { model: 'Product' })).toMatchObject(found);
});
