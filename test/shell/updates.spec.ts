import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { call } from './call.ts';
import { chooseFeed, expect, fetchNewer, logOf, program, test } from './updates-test.ts';

test('a newer version is fetched, verified, and put in place when the app ends, after a copy of the records', async ({
  feed,
  installed,
}) => {
  feed.publish('0.2.0', 'SyncLog-x86_64.AppImage', program('0.2.0'));
  const app = installed.open();
  const page = await app.page();
  expect(await call(page, 'records.save', { model: 'Category', data: { name: 'Bread' } })).toMatchObject({ ok: true });
  await fetchNewer(app, feed);
  expect(feed.asked).toEqual(['/branch/latest-linux.yml', '/branch/SyncLog-x86_64.AppImage']);
  expect(readFileSync(installed.program, 'utf8'), 'not while the app runs').toBe(program('0.1.0'));

  expect(await app.quit()).toBe(0);
  expect(readFileSync(installed.program, 'utf8')).toBe(program('0.2.0'));
  expect(readFileSync(join(installed.folder, 'started'), 'utf8')).toBe('0.2.0 exit=true\n');
  expect(readdirSync(installed.folder).toSorted()).toEqual(['SyncLog.AppImage', 'started']);
  const copy = join(app.dataDir, 'backups', 'before-update-to-0.2.0.sqlite');
  expect(readFileSync(copy).subarray(0, 15).toString()).toBe('SQLite format 3');
  expect(readFileSync(copy).includes('Bread')).toBe(true);
});

test('a person who cannot wait for the end of the app restarts with the newer version from the tray', async ({
  feed,
  installed,
}) => {
  const app = installed.open();
  const seen = join(installed.folder, 'seen');
  // For the exchange it is started once to end at once; then to stay.
  const newer = `#!/bin/sh\n[ -n "$APPIMAGE_EXIT_AFTER_INSTALL" ] || ls '${app.userData}' '${app.dataDir}' > '${seen}'\n`;
  feed.publish('0.2.0', 'SyncLog.AppImage', newer);
  await chooseFeed(app, feed.url);
  await app.clickTray('Restart with version 0.2.0');
  expect(await app.main.exited).toBe(0);
  expect(readFileSync(installed.program, 'utf8')).toBe(newer);
  await expect.poll(() => (existsSync(seen) ? readFileSync(seen, 'utf8') : '')).toContain('branch.sqlite\n');
  const lying = readFileSync(seen, 'utf8');
  expect(lying, 'it meets neither the lock nor the open database of this one').not.toMatch(/SingletonLock|sqlite-wal/);
});

test('where the newer version cannot take over, the restart brings back the one that was there', async ({
  feed,
  installed,
}) => {
  feed.publish('0.2.0', 'SyncLog.AppImage', program('0.2.0'));
  const app = installed.open();
  await fetchNewer(app, feed);
  writeFileSync(join(app.dataDir, 'backups'), 'no folder for copies can be made here');
  await app.clickMenu('Restart with version 0.2.0');
  expect(await app.main.exited).toBe(0);
  expect(readFileSync(installed.program, 'utf8')).toBe(program('0.1.0'));
  // It comes up after this one has ended.
  const started = join(installed.folder, 'started');
  await expect.poll(() => (existsSync(started) ? readFileSync(started, 'utf8') : '')).toBe('0.1.0 exit=\n');
  expect(readdirSync(installed.folder).toSorted()).toEqual(['SyncLog.AppImage', 'started']);
});

test('a file that is not what the feed announced is refused, and the program stays', async ({ feed, installed }) => {
  feed.publish('0.2.0', 'SyncLog.AppImage', program('evil'), program('0.2.0'));
  const app = installed.open();
  await chooseFeed(app, feed.url);
  await expect.poll(() => logOf(app)).toMatch(/Looking for a newer version failed.*sha512 checksum mismatch/);
  expect(await app.quit()).toBe(0);
  expect(readFileSync(installed.program, 'utf8')).toBe(program('0.1.0'));
});

test('an older version is not taken', async ({ feed, installed }) => {
  feed.publish('0.0.9', 'SyncLog.AppImage', program('0.0.9'));
  const app = installed.open();
  await chooseFeed(app, feed.url);
  await expect.poll(() => logOf(app)).toContain('Update for version 0.1.0 is not available (latest version: 0.0.9');
  expect(await app.quit()).toBe(0);
  expect(feed.asked).toEqual(['/branch/latest-linux.yml']);
  expect(readFileSync(installed.program, 'utf8')).toBe(program('0.1.0'));
});

test('a program that the system’s packages keep, and one from sources, ask for nothing', async ({
  feed,
  installed,
  open,
}) => {
  feed.publish('0.2.0', 'SyncLog.AppImage', program('0.2.0'));
  for (const app of [() => installed.open({ APPIMAGE: '' }), () => open()]) {
    const opened = app();
    await chooseFeed(opened, feed.url);
    await call(await opened.page(), 'settings.set', { appearance: 'dark' });
    await expect.poll(() => opened.desktop.theme).toBe('dark');
    await call(await opened.page(), 'settings.set', { appearance: 'light', updateFeedUrl: null });
    await opened.quit();
  }
  expect(feed.asked).toEqual([]);
});
