import { call } from './call.ts';
import { expect, test } from './shell-test.ts';

test('the first closing says where the app goes, and later ones do not', async ({ open }) => {
  const app = open();
  const window = await app.window();
  await app.closeWindow();
  await expect.poll(() => window.visible).toBe(false);
  expect(app.desktop.messageBoxes).toEqual([
    {
      message: 'SyncLog keeps running in the tray',
      detail: expect.stringContaining('Click the SyncLog icon in the tray to open the window again.'),
      buttons: ['Keep running', 'Quit SyncLog'],
      defaultId: 0,
      cancelId: 0,
    },
  ]);
  await app.quit();
  const again = open();
  const second = await again.window();
  await again.closeWindow();
  await expect.poll(() => second.visible).toBe(false);
  expect(again.desktop.messageBoxes).toEqual([]);
});

test('who did not want that quits instead', async ({ open }) => {
  const app = open();
  await app.window();
  app.desktop.nextAnswers.push(1);
  await app.closeWindow();
  expect(await app.main.exited).toBe(0);
});

test('where no tray shows icons, closing the window ends the app', async ({ open }) => {
  const app = open({ tray: false });
  await app.window();
  expect(app.desktop.tray).toBeNull();
  await app.closeWindow();
  expect(await app.main.exited).toBe(0);
  expect(app.desktop.messageBoxes).toEqual([]);
});

test('where no tray shows icons, nothing starts out of sight', async ({ open }) => {
  await open({ tray: false, args: ['--hidden', '--stand-in-quick-seconds'] }).window();
});

test('a person who starts the app while it waits for the panel gets its window at once', async ({ open }) => {
  const app = open({ tray: 'late', args: ['--hidden'] });
  await expect.poll(() => app.panel.wasLookedFor()).toBe(true);
  expect(await open({ tray: 'late' }).main.exited).toBe(0);
  await app.window();
  app.panel.comeUp();
  await expect.poll(() => app.desktop.menu?.length ?? 0).toBeGreaterThan(0);
});

test('started at login before the panel of the desktop, the app waits for it and stays out of sight', async ({
  open,
}) => {
  const app = open({ tray: 'late', args: ['--hidden'] });
  await expect.poll(() => app.panel.wasLookedFor()).toBe(true);
  app.panel.comeUp();
  await expect.poll(() => app.desktop.tray?.menu?.length ?? 0).toBeGreaterThan(0);
  expect(app.desktop.windows.size).toBe(0);
});

test('whoever sets it so closes the app with its window', async ({ open }) => {
  const app = open();
  const page = await app.page();
  expect(await call(page, 'settings.set', { closeToTray: false })).toMatchObject({ ok: true });
  // Told to the shell by an event that comes after the answer.
  await call(page, 'settings.set', { appearance: 'dark' });
  await expect.poll(() => app.desktop.theme).toBe('dark');
  await app.closeWindow();
  expect(await app.main.exited).toBe(0);
});

test('started at login, the app is in the tray and its window comes when it is asked for', async ({ open }) => {
  const app = open({ args: ['--hidden'] });
  await expect.poll(() => app.desktop.tray?.menu?.length ?? 0).toBeGreaterThan(0);
  expect(app.desktop.windows.size).toBe(0);
  await app.clickTray('Open SyncLog');
  const window = await app.window();
  await expect(window.page().getByRole('heading').first()).toBeVisible();
});

test('the window comes back where it was, in the size it had', async ({ open }) => {
  const app = open();
  const window = await app.window();
  expect(window.bounds).toMatchObject({ width: 1180, height: 780 });
  await window.resize({ width: 900, height: 640 });
  await app.quit();
  expect((await open().window()).bounds).toMatchObject({ width: 900, height: 640 });
});

test('a computer that shuts down waits until the database is closed', async ({ open }) => {
  const app = open();
  await app.window();
  app.tell({ type: 'power', event: 'shutdown' });
  expect(await app.main.exited).toBe(0);
  expect(app.desktop.calls).toContainEqual({ name: 'shutdown delayed', args: ['true'] });
});

test('a Windows session that ends waits as well', async ({ open }) => {
  const app = open({ args: ['--stand-in-platform=win32'] });
  const { view } = await app.window();
  expect(app.desktop.calls).toContainEqual({ name: 'app.setAppUserModelId', args: ['org.synclog.branch'] });
  await expect.poll(() => app.desktop.tray?.image).toMatch(/\.ico$/);
  app.tell({ type: 'window-event', id: view.id, event: 'query-session-end' });
  expect(await app.main.exited).toBe(0);
});
