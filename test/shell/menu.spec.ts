import type { MenuItemView } from '../support/electron/messages.ts';
import { call } from './call.ts';
import { expect, test } from './shell-test.ts';

const flat = (items: readonly MenuItemView[]): MenuItemView[] => items.flatMap((item) => [item, ...flat(item.submenu)]);

test('the menu goes to the screens by its items and keys', async ({ open }) => {
  const app = open();
  const page = await app.page();
  await expect(page.getByRole('heading').first()).toBeVisible();
  await app.clickMenu('CmdOrCtrl+,');
  await expect(page).toHaveURL(/#\/settings$/);
  await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible();
  await app.clickMenu('CmdOrCtrl+N');
  await expect(page).toHaveURL(/#\/sale$/);
  await app.clickMenu('Diagnostics');
  await expect(page).toHaveURL(/#\/diagnostics$/);
  // The same page all the time: nothing that was typed is lost.
  expect(await page.evaluate(() => performance.getEntriesByType('navigation').length)).toBe(1);
});

test('it opens the data folder, and offers no sync without a head office', async ({ open }) => {
  const app = open();
  await app.clickMenu('Open data folder');
  await expect.poll(() => app.desktop.calls).toContainEqual({ name: 'shell.openPath', args: [app.dataDir] });
  await app.clickMenu('New sale');
  const items = flat(app.desktop.menu ?? []);
  expect(items.find(({ accelerator }) => accelerator === 'CmdOrCtrl+Shift+S')).toMatchObject({
    label: 'Sync now',
    enabled: false,
  });
  expect(items.filter(({ role }) => role !== null).map(({ role }) => role)).toEqual(
    expect.arrayContaining(['undo', 'copy', 'paste', 'zoomIn', 'togglefullscreen', 'close', 'about']),
  );
});

test('another language is that of the menu and of the tray at once', async ({ open }) => {
  const app = open();
  const page = await app.page();
  await expect.poll(() => app.desktop.tray?.menu?.length ?? 0).toBeGreaterThan(0);
  await call(page, 'settings.set', { language: 'fr' });
  await expect.poll(() => app.desktop.menu?.map(({ label }) => label)).toContain('&Fichier');
  await expect.poll(() => app.desktop.tray?.menu?.map(({ label }) => label)).toContain('Ouvrir SyncLog');
  await expect.poll(() => app.desktop.tray?.tooltip).toMatch(/succursale/);
});

test('the keys for zooming that stand nowhere are there, and not seen', async ({ open }) => {
  const app = open();
  await expect.poll(() => app.desktop.menu?.length ?? 0).toBeGreaterThan(0);
  const zoom = flat(app.desktop.menu ?? []).filter(({ role }) => role === 'zoomIn');
  expect(zoom.map(({ visible, accelerator }) => [visible, accelerator])).toEqual([
    [true, null],
    [false, 'CmdOrCtrl+='],
    [false, 'CmdOrCtrl+numadd'],
  ]);
});

test('on macOS the app has a menu of its own, and a template for its tray', async ({ open }) => {
  const app = open({ args: ['--stand-in-platform=darwin'] });
  await app.window();
  await expect.poll(() => app.desktop.menu?.[0]?.label).toBe('SyncLog');
  expect(app.desktop.menu?.map(({ label }) => label)).toEqual(['SyncLog', 'File', 'Edit', 'View', 'Window', 'Help']);
  await expect.poll(() => app.desktop.tray?.image).toMatch(/Template\.png$/);
});
