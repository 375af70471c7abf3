import { rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { contentSecurityPolicy } from '../../src/main/desktop/screen-file.ts';
import { expect, test } from './shell-test.ts';
import type { ClickedPlaceView } from '../support/electron/messages.ts';

test('the window shows the screens from the app’s own scheme, in a page that can do nothing else', async ({ open }) => {
  const app = open();
  const window = await app.window();
  await expect(window.page().getByRole('heading').first()).toBeVisible();
  expect(window.view.webPreferences).toMatchObject({
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    webviewTag: false,
  });
  expect(app.desktop.calls.map(({ name }) => name)).toContain('app.enableSandbox');
  const answer = await window.page().reload();
  expect(answer?.headers()['content-security-policy']).toBe(contentSecurityPolicy);
  expect(app.desktop.requests).toEqual([]);
  expect(app.desktop.errors).toEqual([]);
});

test('the bridge carries calls and refusals, and gives the page nothing of Electron', async ({ open }) => {
  const page = await open().page();
  const call = (channel: string) =>
    page.evaluate(async (name) => {
      const bridge = Reflect.get(window, 'synclog') as { call(channel: string, input: unknown): Promise<unknown> };
      return { frozen: Object.isFrozen(bridge), keys: Object.keys(bridge), answer: await bridge.call(name, {}) };
    }, channel);
  expect(await call('sync.status')).toMatchObject({
    frozen: true,
    keys: ['call', 'onChanged'],
    answer: { ok: true, value: { connection: { state: 'standalone' } } },
  });
  expect(await call('no.such')).toMatchObject({ answer: { ok: false, error: { code: 'invalid-input' } } });
});

test('the page goes nowhere else, opens nothing, and runs no script that is not its own', async ({ open }) => {
  const app = open();
  const page = await app.page();
  await expect(page.getByRole('heading').first()).toBeVisible();
  const home = page.url();
  await page.evaluate(() => {
    window.location.href = 'https://evil.example/';
  });
  await expect.poll(() => app.desktop.requests).toEqual(['https://evil.example/']);
  const opened = page.waitForEvent('popup');
  await page.evaluate(() => void window.open('https://evil.example/popup'));
  const popup = await opened;
  await expect.poll(() => popup.isClosed()).toBe(true);
  expect(page.context().pages()).toHaveLength(1);
  const ran = await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.injected = true';
    document.body.append(script);
    return Reflect.get(window, 'injected') === true;
  });
  expect(ran).toBe(false);
  expect(
    await page.evaluate(() =>
      fetch('https://evil.example/data').then(
        () => 'sent',
        () => 'refused',
      ),
    ),
  ).toBe('refused');
  expect(page.url()).toBe(home);
  await expect(page.getByRole('heading').first()).toBeVisible();
  expect(app.desktop.calls.filter(({ name }) => name === 'shell.openExternal')).toEqual([]);
  const granted = app.desktop.calls.filter(({ name, args }) => name === 'permission asked' && args[1] === 'true');
  expect(granted.map(({ args }) => args[0])).toEqual(['clipboard-sanitized-write']);
});

test('closing the window leaves the app in the tray, and its menu brings the window back', async ({ open }) => {
  const app = open();
  const window = await app.window();
  await app.closeWindow();
  await expect.poll(() => window.visible).toBe(false);
  await expect
    .poll(() => app.desktop.tray?.tooltip)
    .toBe('This branch is not connected to head office. Records are kept here.');
  await expect.poll(() => app.desktop.tray?.image).toMatch(/offline-for-light\.png$/);
  await app.clickTray('Open SyncLog');
  await expect.poll(() => window.visible).toBe(true);
  await app.clickTray('Quit');
  expect(await app.main.exited).toBe(0);
});

test('a second start shows the window of the first and ends', async ({ open }) => {
  const app = open();
  const window = await app.window();
  await app.closeWindow();
  await expect.poll(() => window.visible).toBe(false);
  expect(await open().main.exited).toBe(0);
  await expect.poll(() => window.visible).toBe(true);
});

test('a start beside the lock of another computer says so, and what to do, in place of ending without a word', async ({
  open,
}) => {
  const first = open();
  await first.window();
  await first.quit();
  const lock = join(first.userData, 'SingletonLock');
  symlinkSync('old-name-of-this-till-4711', lock);
  const blocked = open();
  expect(await blocked.main.exited).toBe(1);
  expect(blocked.desktop.calls.filter(({ name }) => name === 'dialog.showErrorBox').map(({ args }) => args)).toEqual([
    ['SyncLog could not start', expect.stringMatching(/“old-name-of-this-till”.*delete this file.*SingletonLock$/)],
  ]);
  rmSync(lock);
  await open().window();
});

test('on Wayland, which draws no hidden window, the window comes up all the same', async ({ open }) => {
  const window = await open({ args: ['--stand-in-wayland'] }).window();
  await expect(window.page().getByRole('heading').first()).toBeVisible();
});

test('a right click offers cut, copy and paste in a field, copying on a selected text, and nothing elsewhere', async ({
  open,
}) => {
  const app = open();
  const { view } = await app.window();
  const nothing = { canCut: false, canCopy: false, canPaste: false, canSelectAll: false };
  const click = (place: Omit<ClickedPlaceView, 'editFlags'>, can: Partial<ClickedPlaceView['editFlags']>) =>
    app.tell({ type: 'context-menu', id: view.id, place: { ...place, editFlags: { ...nothing, ...can } } });
  const offered = () => app.desktop.popup?.map(({ label, role, enabled }) => [label, role, enabled]);
  // Where nothing can be done, no menu comes up: what is seen is that of the next click.
  click({ isEditable: false, selectionText: ' ' }, { canSelectAll: true });
  click({ isEditable: true, selectionText: '' }, { canPaste: true, canSelectAll: true });
  await expect.poll(offered).toEqual([
    ['Cut', 'cut', false],
    ['Copy', 'copy', false],
    ['Paste', 'paste', true],
    ['Select all', 'selectAll', true],
  ]);
  click({ isEditable: false, selectionText: 'TEA' }, { canCopy: true });
  await expect.poll(offered).toEqual([['Copy', 'copy', true]]);
});
