import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { expect, fetchNewer, logOf, program, test } from './updates-test.ts';

test('an exchange that fails halfway leaves the program that was there, and the app ends', async ({
  feed,
  installed,
}, testInfo) => {
  // electron-updater has removed the old one when it calls this.
  const bin = testInfo.outputPath('bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, 'mv'), '#!/bin/sh\necho "no space left on device" >&2\nexit 1\n', { mode: 0o755 });
  feed.publish('0.2.0', 'SyncLog.AppImage', program('0.2.0'));
  const app = installed.open({ PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}` });
  await fetchNewer(app, feed);
  expect(await app.quit()).toBe(0);
  expect(readFileSync(installed.program, 'utf8')).toBe(program('0.1.0'));
  expect(readdirSync(installed.folder)).toEqual(['SyncLog.AppImage']);
  expect(logOf(app)).toContain('Updates: Error: Error: Command failed: mv');
});

test('a newer program that does not start is in place all the same, and the app ends', async ({ feed, installed }) => {
  feed.publish('0.2.0', 'SyncLog.AppImage', '#!/bin/sh\nexit 3\n');
  const app = installed.open();
  await fetchNewer(app, feed);
  expect(await app.quit()).toBe(0);
  expect(readdirSync(installed.folder)).toEqual(['SyncLog.AppImage']);
  expect(readFileSync(installed.program, 'utf8')).toContain('exit 3');
});

test('nothing is exchanged while the computer shuts down', async ({ feed, installed }) => {
  feed.publish('0.2.0', 'SyncLog.AppImage', program('0.2.0'));
  const app = installed.open();
  await fetchNewer(app, feed);
  app.tell({ type: 'power', event: 'shutdown' });
  expect(await app.main.exited).toBe(0);
  expect(readFileSync(installed.program, 'utf8')).toBe(program('0.1.0'));
  expect(existsSync(join(app.dataDir, 'backups'))).toBe(false);
});

test('without a copy of the records nothing is exchanged', async ({ feed, installed }) => {
  feed.publish('0.2.0', 'SyncLog.AppImage', program('0.2.0'));
  const app = installed.open();
  await fetchNewer(app, feed);
  // No folder for copies can be made where a file is.
  writeFileSync(join(app.dataDir, 'backups'), '');
  expect(await app.quit()).toBe(0);
  expect(readFileSync(installed.program, 'utf8')).toBe(program('0.1.0'));
  expect(logOf(app)).toContain('The newer version was not installed');
});
