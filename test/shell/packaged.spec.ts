import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { call } from './call.ts';
import { expect, test } from './shell-test.ts';
import { listArchive, packageApp, packageFor, type PackagedApp } from '../support/packaged-app.ts';
import { projectRoot } from '../../scripts/support/project.ts';

// The app as electron-builder packages it for Linux, around an Electron that is none: what is in it, and that it runs out of what is in it.

test.describe.configure({ mode: 'serial' });

let folder: string;
let packaged: PackagedApp;
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'synclog-packaged-'));
  packaged = await packageApp(folder);
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

const theApp = ['LICENSE', 'node_modules', 'out', 'package.json', 'resources'];
const rootsOf = (files: readonly string[]): string[] =>
  [...new Set(files.map((path) => path.split('/')[1] ?? ''))].toSorted();

test('the archive holds the app and nothing of how it was made', () => {
  expect(rootsOf(packaged.files)).toEqual(theApp);
  expect(packaged.files).toEqual(
    expect.arrayContaining([
      '/out/main/index.js',
      '/out/main/store-worker.js',
      '/out/main/database-check-thread.js',
      '/out/preload/index.cjs',
      '/out/renderer/index.html',
      '/resources/tray/attention-for-dark.png',
      '/resources/tray/attention-for-dark@2x.png',
    ]),
  );
  expect(packaged.files.filter((path) => /\.(map|ts|mts|cts|sqlite|env|pem|key)$/.test(path))).toEqual([]);
  expect(packaged.files.filter((path) => /\/(test|tests|__tests__|deps)\//.test(path))).toEqual([]);
  // One native file, outside the archive: inside it could not be loaded.
  const unpacked = join(packaged.resources, 'app.asar.unpacked');
  const native = (files: readonly string[]) => files.filter((path) => path.endsWith('.node'));
  const driver = 'node_modules/better-sqlite3/prebuilds/linux-x64.node';
  expect(native(readdirSync(unpacked, { recursive: true, encoding: 'utf8' }))).toEqual([driver]);
  expect(native(packaged.files)).toEqual([`/${driver}`]);
});

for (const [system, arch, binary] of [
  ['linux', 'arm64', 'linux-arm64'],
  ['win', 'x64', 'win32-x64'],
  ['mac', 'arm64', 'darwin-arm64'],
] as const) {
  test(`for ${system} on ${arch} it holds the SQLite binary of that system, wherever it is packaged`, async () => {
    const resources = await packageFor(folder, system, arch);
    expect(rootsOf(await listArchive(resources))).toEqual(theApp);
    const unpacked = join(resources, 'app.asar.unpacked');
    const native = readdirSync(unpacked, { recursive: true, encoding: 'utf8' }).filter((path) =>
      path.endsWith('.node'),
    );
    const driver = `node_modules/better-sqlite3/prebuilds/${binary}.node`;
    expect(native).toEqual([driver]);
    expect(readFileSync(join(unpacked, driver)).equals(readFileSync(join(projectRoot, driver)))).toBe(true);
  });
}

test('for a system without a SQLite binary nothing is packaged, and the reason is said', async () => {
  const packaging = packageFor(folder, 'win', 'ia32');
  await expect(packaging).rejects.toThrow(/better-sqlite3 has no binary for win32-ia32/);
});

test('beside it lies what updates need, and in Electron’s binary the fuses are set', () => {
  const config = readFileSync(join(packaged.resources, 'app-update.yml'), 'utf8');
  expect(config).toContain('provider: generic');
  expect(config).toContain('updaterCacheDirName: synclog-updater');
  const read = ['node_modules/@electron/fuses/dist/bin.js', 'read', '--app', packaged.executable];
  // Coloured wherever it is asked from.
  const fuses = stripVTControlCharacters(execFileSync(process.execPath, read, { encoding: 'utf8' }));
  for (const [fuse, state] of [
    ['RunAsNode', 'Disabled'],
    ['EnableCookieEncryption', 'Enabled'],
    ['EnableNodeOptionsEnvironmentVariable', 'Disabled'],
    ['EnableNodeCliInspectArguments', 'Disabled'],
    ['EnableEmbeddedAsarIntegrityValidation', 'Enabled'],
    ['OnlyLoadAppFromAsar', 'Enabled'],
    ['LoadBrowserProcessSpecificV8Snapshot', 'Disabled'],
    ['GrantFileProtocolExtraPrivileges', 'Disabled'],
  ])
    expect(fuses).toContain(`${fuse} is ${state}`);
});

test('the app runs out of it: screens, records, tray and what it loads only later', async ({ open }) => {
  const app = open({ appFolder: packaged.appFolder, args: ['--stand-in-packaged'] });
  const page = await app.page();
  await expect(page.getByRole('heading', { name: 'Welcome to SyncLog' })).toBeVisible();
  expect(await call(page, 'records.save', { model: 'Category', data: { name: 'Bread' } })).toMatchObject({ ok: true });
  await expect
    .poll(() => app.desktop.tray?.image)
    .toBe(join(packaged.appFolder, 'resources/tray/offline-for-light.png'));
  expect(await call(page, 'diagnostics.run', {})).toMatchObject({ ok: true });
  expect(await call(page, 'app.info', {})).toMatchObject({ value: { warnings: [] } });
  expect(app.desktop.errors).toEqual([]);
  expect(await app.quit()).toBe(0);
  const { resolve } = createRequire(join(packaged.appFolder, 'out/main/index.js'));
  expect(resolve('electron-updater')).toContain(packaged.appFolder);
});
