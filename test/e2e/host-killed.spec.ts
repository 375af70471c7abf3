import { join } from 'node:path';
import { branchAnswerSchema } from '../../scripts/demo/branch-app.ts';
import { projectRoot } from '../../scripts/support/project.ts';
import { inWorld } from '../faults/world/world.ts';
import { createThreadEnder } from '../support/thread-ender.ts';
import { expect, test } from './shop-test.ts';

// The browser host, whose page outlives its program.

test('when SyncLog is killed its page says so and claims nothing else; when it runs again, how to go on', async ({
  shop,
}) => {
  await shop.addProducts(2);
  const a = await shop.branch('Till A');
  const page = await shop.enter(a.url(), '/records/Product');
  const strip = page.getByRole('contentinfo');
  await expect(page.getByRole('row', { name: /Tea number 2/ })).toBeVisible();
  await expect(strip).toContainText('head office');
  const port = Number(new URL(a.url()).port);

  await a.kill();
  await expect(page.getByRole('main').getByRole('alert')).toContainText(
    'SyncLog does not answer. It may have been closed or is being restarted; what was saved is safe.',
  );
  await expect(strip).toContainText('SyncLog does not answer');
  await expect(strip).not.toContainText('head office');
  // What was read stays readable.
  await expect(page.getByRole('row', { name: /Tea number 2/ })).toBeVisible();

  await a.start(port);
  await expect(page.getByRole('heading', { name: 'This page is no longer valid' })).toBeVisible();
  await expect(page.getByRole('alert')).toContainText('use the link that SyncLog printed at its start');
  const again = await shop.enter(a.url(), '/records/Product');
  await expect(again.getByRole('row', { name: /Tea number 2/ })).toBeVisible();
});

test('when the records thread ends it is started again; when it cannot be, the screens say why and go on when it can', async ({
  context,
}, testInfo) => {
  const ender = createThreadEnder(testInfo.outputPath('threads'));
  await inWorld({ seed: 1, entry: join(projectRoot, 'bin/synclog.mjs'), env: ender.env }, async (world) => {
    const start = ['branch', 'start', '--data-dir', join(world.folder, 'alone'), '--port', '0', '--no-open'];
    const { url } = (await world.synclog.start(start, branchAnswerSchema)).answer;
    const page = await context.newPage();
    await page.goto(url);
    await page.goto(`${new URL(url).origin}/#/records/Product/new`);
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('SKU').fill('TEA');
    await dialog.getByLabel('Name').fill('Tea');
    await dialog.getByLabel('Price').fill('2.50');
    await dialog.getByRole('button', { name: 'Save' }).click();
    const tea = page.getByRole('row', { name: /Tea/ });
    await expect(tea).toBeVisible();
    const search = async (text: string): Promise<void> => await page.getByRole('searchbox').fill(text);

    ender.once();
    await expect.poll(() => ender.hasEnded()).toBe(true);
    await search('nothing like it');
    await expect(page.getByText('Nothing found')).toBeVisible();
    await search('tea');
    await expect(tea).toBeVisible();

    ender.always();
    await expect(async () => {
      await page.goto(`${new URL(url).origin}/#/settings`);
      await page.goto(`${new URL(url).origin}/#/sync`);
      await page.reload();
      await expect(page.getByRole('alert').first()).toContainText(/stopped|records/, { timeout: 2000 });
    }).toPass();
    ender.letLive();
    await expect(async () => {
      await page.reload();
      await page.goto(`${new URL(url).origin}/#/records/Product`);
      await expect(tea).toBeVisible({ timeout: 2000 });
    }).toPass({ timeout: 90_000 });
  });
});
