import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chooseFeed, expect, fetchNewer, logOf, test } from './updates-test.ts';

test.describe('on macOS', () => {
  test.use({ system: 'darwin' });

  test('the zip file is handed to the system’s own updater when the app ends, which does not open the app again', async ({
    feed,
    installed,
  }) => {
    feed.publish('0.2.0', 'SyncLog-0.2.0-mac.zip', 'the newer app');
    const app = installed.open();
    await fetchNewer(app, feed);
    expect(app.desktop.calls.map(({ name }) => name)).not.toContain('Squirrel.Mac holds');
    expect(await app.quit()).toBe(0);
    expect(app.desktop.calls).toContainEqual({ name: 'Squirrel.Mac holds', args: ['the newer app'] });
    expect(app.desktop.calls.map(({ name }) => name)).not.toContain('Squirrel.Mac opens the newer app');
    expect(existsSync(join(app.dataDir, 'backups', 'before-update-to-0.2.0.sqlite'))).toBe(true);
  });

  test('a restart lets the system’s own updater open the newer app', async ({ feed, installed }) => {
    feed.publish('0.2.0', 'SyncLog-0.2.0-mac.zip', 'the newer app');
    const app = installed.open();
    await chooseFeed(app, feed.url);
    await app.clickTray('Restart with version 0.2.0');
    expect(await app.main.exited).toBe(0);
    const calls = app.desktop.calls.map(({ name }) => name);
    expect(calls).toContain('Squirrel.Mac holds');
    expect(calls).toContain('Squirrel.Mac opens the newer app');
    expect(calls).not.toContain('app.relaunch');
  });

  test('an app that is not signed cannot be replaced, and ends all the same', async ({ feed, installed }) => {
    feed.publish('0.2.0', 'SyncLog-0.2.0-mac.zip', 'the newer app');
    const app = installed.open({}, ['--stand-in-unsigned']);
    await fetchNewer(app, feed);
    expect(await app.quit()).toBe(0);
    expect(logOf(app)).toContain('Could not get code signature');
    expect(app.desktop.calls.map(({ name }) => name)).not.toContain('Squirrel.Mac holds');
  });

  test('a feed with a disk image alone is not enough', async ({ feed, installed }) => {
    feed.publish('0.2.0', 'SyncLog-0.2.0.dmg', 'the newer app');
    const app = installed.open();
    await chooseFeed(app, feed.url);
    await expect.poll(() => logOf(app)).toMatch(/Looking for a newer version failed.*ZIP file not provided/);
    expect(await app.quit()).toBe(0);
  });
});

test.describe('on Windows', () => {
  test.use({ system: 'win32' });

  test('the installer runs silently when the app ends', async ({ feed, installed }) => {
    feed.publish('0.2.0', 'SyncLog Setup 0.2.0.exe', 'the installer');
    // Nothing here may run what was fetched, so electron-updater asks Windows for more rights, by this program.
    const seen = join(installed.folder, 'elevated');
    writeFileSync(join(installed.resources, 'elevate.exe'), `#!/bin/sh\nprintf '%s\\n' "$@" > '${seen}'\n`, {
      mode: 0o755,
    });
    const app = installed.open();
    await fetchNewer(app, feed);
    expect(await app.quit()).toBe(0);
    await expect.poll(() => (existsSync(seen) ? readFileSync(seen, 'utf8') : '')).toContain('/S\n');
    expect(app.desktop.calls.map(({ name }) => name)).not.toContain('app.relaunch');
    const [installer = '', ...args] = readFileSync(seen, 'utf8').trim().split('\n');
    expect(readFileSync(installer, 'utf8')).toBe('the installer');
    expect(args).toEqual(['--updated', '/S']);
  });
});
