import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { call } from './call.ts';
import { expect, test } from './shell-test.ts';
import type { ShellApp } from '../support/electron/open-shell-app.ts';

// What differs between the systems, as Electron documents it.

/** Empty where it is not there. A file is there before its content is. */
const contentOf = (file: string): string => (existsSync(file) ? readFileSync(file, 'utf8') : '');
const told = ({ desktop }: ShellApp) =>
  desktop.calls.filter(({ name }) => name === 'app.setLoginItemSettings').map(({ args }) => args[0]);

for (const [system, shows] of [
  ['linux', true],
  ['win32', true],
  ['darwin', false],
] as const) {
  test(`on ${system} a click on the tray's icon ${shows ? 'brings the window' : 'opens its menu and nothing else'}`, async ({
    open,
  }) => {
    const app = open({ args: ['--hidden', `--stand-in-platform=${system}`] });
    await expect.poll(() => app.desktop.tray?.menu?.length ?? 0).toBeGreaterThan(0);
    app.tell({ type: 'tray-click' });
    if (shows) await app.window();
    else {
      // Clicked after it, so the icon's click has been heard when this one is.
      await app.clickMenu('Open data folder');
      await expect.poll(() => app.desktop.calls.map(({ name }) => name)).toContain('shell.openPath');
      expect(app.desktop.windows.size).toBe(0);
    }
  });
}

test('an app that the system starts once more at login brings no window', async ({ open }) => {
  const app = open({ args: ['--hidden'] });
  await expect.poll(() => app.desktop.tray?.menu?.length ?? 0).toBeGreaterThan(0);
  expect(await open({ args: ['--hidden'] }).main.exited).toBe(0);
  // Heard in this order.
  expect(await open().main.exited).toBe(0);
  await app.window();
  expect(app.desktop.windows.size).toBe(1);
});

test('Windows and macOS are told of a start at login when a person changes it, and not at each start', async ({
  open,
}) => {
  const app = open({ args: ['--stand-in-packaged', '--stand-in-platform=win32'] });
  const page = await app.page();
  await call(page, 'settings.set', { startAtLogin: true });
  await expect.poll(() => told(app)).toEqual(['{"openAtLogin":true,"args":["--hidden"]}']);
  await app.quit();
  const again = open({ args: ['--stand-in-packaged', '--stand-in-platform=win32'] });
  await call(await again.page(), 'settings.set', { appearance: 'dark' });
  await expect.poll(() => again.desktop.theme).toBe('dark');
  await call(await again.page(), 'settings.set', { startAtLogin: false });
  await expect.poll(() => told(again)).toEqual(['{"openAtLogin":false,"args":["--hidden"]}']);
});

test('macOS may want a person to allow the start at login, and who switches it on is told where', async ({ open }) => {
  for (const [args, said] of [
    [[], []],
    [['--stand-in-login-forbidden'], ['macOS does not start SyncLog by itself yet']],
  ]) {
    const app = open({ args: ['--stand-in-packaged', '--stand-in-platform=darwin', ...(args ?? [])] });
    const page = await app.page();
    await call(page, 'settings.set', { startAtLogin: true });
    // The next setting is followed when this one has been.
    await expect.poll(() => told(app)).toContain('{"openAtLogin":true}');
    await call(page, 'settings.set', { appearance: 'dark' });
    await expect.poll(() => app.desktop.theme).toBe('dark');
    await expect.poll(() => app.desktop.messageBoxes.map(({ message }) => message)).toEqual(said);
    await call(page, 'settings.set', { startAtLogin: false, appearance: 'light' });
    await expect.poll(() => app.desktop.theme).toBe('light');
    await app.quit();
  }
});

test('on Linux a desktop entry starts the app at login', async ({ open }) => {
  const app = open({ args: ['--stand-in-packaged'], env: { APPIMAGE: '/opt/Sync Log.AppImage' } });
  const file = join(app.userData, 'home', '.config', 'autostart', 'org.synclog.branch.desktop');
  const page = await app.page();
  await call(page, 'settings.set', { startAtLogin: true });
  await expect.poll(() => contentOf(file)).toContain('Exec="/opt/Sync Log.AppImage" --hidden\n');
  await call(page, 'settings.set', { startAtLogin: false });
  await expect.poll(() => existsSync(file)).toBe(false);
});

test('on Linux an entry that the desktop was told to leave stays as it is, and one of a program that has moved follows it', async ({
  open,
}) => {
  const start = (program: string) => open({ args: ['--stand-in-packaged'], env: { APPIMAGE: program } });
  const first = start('/opt/One.AppImage');
  const file = join(first.userData, 'home', '.config', 'autostart', 'org.synclog.branch.desktop');
  await call(await first.page(), 'settings.set', { startAtLogin: true });
  await expect.poll(() => contentOf(file)).toContain('enabled=true');
  await first.quit();
  const moved = start('/opt/Two.AppImage');
  await expect.poll(() => contentOf(file)).toMatch(/Exec=\/opt\/Two.AppImage --hidden\n.*enabled=true/s);
  await moved.quit();

  const off = readFileSync(file, 'utf8').replace('enabled=true', 'enabled=false');
  writeFileSync(file, off);
  const left = start('/opt/Three.AppImage');
  // Settings are told in order: when this one has been followed, the start has been too.
  await call(await left.page(), 'settings.set', { appearance: 'dark' });
  await expect.poll(() => left.desktop.theme).toBe('dark');
  await left.quit();
  expect(readFileSync(file, 'utf8')).toBe(off);
});

test('a Wi-Fi that leads every request to its login page is told from head office', async ({ open }) => {
  const wifi = createServer((_request, response) => response.writeHead(302, { location: '/login' }).end());
  await new Promise<void>((resolve) => wifi.listen(0, '127.0.0.1', resolve));
  const { port } = wifi.address() as AddressInfo;
  const page = await open().page();
  const answer = await call(page, 'branch.testConnection', { masterUrl: `http://127.0.0.1:${port}` });
  wifi.close();
  expect(answer).toMatchObject({
    ok: true,
    value: { steps: expect.arrayContaining([expect.objectContaining({ name: 'identity', outcome: 'failed' })]) },
  });
  expect(JSON.stringify(answer)).toContain('ladder.failed.redirect');
});

test('nothing is fetched for spelling', async ({ open }) => {
  const app = open();
  await app.window();
  expect(app.desktop.calls).toContainEqual({ name: 'session.setSpellCheckerEnabled', args: ['false'] });
});
