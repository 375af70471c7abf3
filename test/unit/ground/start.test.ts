import { mkdirSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { browserCandidates } from '../../../scripts/support/browser-candidates.ts';
import { isBuildStale } from '../../../scripts/support/build-if-stale.ts';
import { chooseHost, type Machine } from '../../../scripts/support/choose-host.ts';
import { defaultDataFolder } from '../../../scripts/support/default-data-folder.ts';
import { findElectron } from '../../../scripts/support/find-electron.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'synclog-ground-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

function put(path: string, text = ''): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

describe('which host opens', () => {
  const desktop: Machine = { platform: 'linux', electron: '/x/electron', env: { DISPLAY: ':0' }, isRoot: false };

  test.each<[string, Partial<Machine>]>([
    ['X11', {}],
    ['Wayland', { env: { WAYLAND_DISPLAY: 'wayland-0' } }],
    ['macOS, which names no display', { platform: 'darwin', env: {} }],
    ['Windows', { platform: 'win32', env: {} }],
  ])('Electron on %s', (_name, change) => {
    expect(chooseHost({ ...desktop, ...change })).toEqual({ kind: 'electron', binary: '/x/electron' });
  });

  test.each<[string, Partial<Machine>, string]>([
    ['no binary', { electron: undefined }, 'no Electron binary'],
    ['no display', { env: {} }, 'no display'],
    ['an empty display', { env: { DISPLAY: '' } }, 'no display'],
    ['root on Linux', { isRoot: true }, 'as root'],
  ])('the browser with %s, saying so in one line', (_name, change, words) => {
    const host = chooseHost({ ...desktop, ...change });
    expect(host).toEqual({ kind: 'browser', why: expect.stringContaining(words) });
    expect(host).not.toHaveProperty('why', expect.stringContaining('\n'));
  });
});

describe('the Electron binary', () => {
  test('is none where nothing was downloaded, although the package is there', () => {
    put('node_modules/electron/index.js');
    expect(findElectron(folder, {})).toBeUndefined();
  });

  test('is what path.txt names, once it is really there', () => {
    put('node_modules/electron/path.txt', 'electron');
    expect(findElectron(folder, {})).toBeUndefined();
    put('node_modules/electron/dist/electron');
    expect(findElectron(folder, {})).toBe(join(folder, 'node_modules/electron/dist/electron'));
  });

  test('is looked for in ELECTRON_OVERRIDE_DIST_PATH only, when that is set', () => {
    put('node_modules/electron/path.txt', 'electron');
    put('node_modules/electron/dist/electron');
    const elsewhere = { ELECTRON_OVERRIDE_DIST_PATH: join(folder, 'elsewhere') };
    expect(findElectron(folder, elsewhere)).toBeUndefined();
    put('elsewhere/electron');
    expect(findElectron(folder, elsewhere)).toBe(join(folder, 'elsewhere/electron'));
  });
});

describe('the build is stale', () => {
  const outputs = ['main/index.js', 'main/cli.js', 'main/store-worker.js', 'preload/index.cjs', 'renderer/index.html'];

  async function build(): Promise<void> {
    put('src/shared/a.ts');
    for (const output of outputs) put(`out/${output}`);
    for (const path of ['src/shared/a.ts', 'src/shared', 'src']) await utimes(join(folder, path), 100, 100);
    for (const output of outputs) await utimes(join(folder, 'out', output), 200, 200);
  }

  test('not right after building', async () => {
    await build();
    expect(isBuildStale(folder)).toBe(false);
  });

  test.each(outputs)('when %s is missing', async (output) => {
    await build();
    await rm(join(folder, 'out', output));
    expect(isBuildStale(folder)).toBe(true);
  });

  test('when a source is newer', async () => {
    await build();
    await utimes(join(folder, 'src/shared/a.ts'), 300, 300);
    expect(isBuildStale(folder)).toBe(true);
  });

  test('when a source was removed, of which only its folder tells', async () => {
    await build();
    await rm(join(folder, 'src/shared/a.ts'));
    expect(isBuildStale(folder)).toBe(true);
  });
});

test.each<[NodeJS.Platform, Record<string, string>, string, string]>([
  ['linux', {}, '/home/ann', '/home/ann/.local/share/synclog'],
  ['linux', { XDG_DATA_HOME: '/data' }, '/home/ann', '/data/synclog'],
  ['darwin', {}, '/Users/ann', '/Users/ann/Library/Application Support/synclog'],
  ['win32', { LOCALAPPDATA: 'C:\\L' }, 'C:\\Users\\ann', 'C:\\L\\synclog'],
  ['win32', {}, 'C:\\Users\\ann', 'C:\\Users\\ann\\AppData\\Local\\synclog'],
])('the data folder on %s with %o', (platform, env, home, expected) => {
  expect(defaultDataFolder(platform, env, home)).toBe(expected);
});

test.each<[NodeJS.Platform, Record<string, string>, string[]]>([
  ['linux', { PATH: '/usr/bin:/snap/bin' }, ['/usr/bin/chromium', '/snap/bin/chromium', '/usr/bin/microsoft-edge']],
  ['darwin', {}, ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome']],
  ['win32', { PROGRAMFILES: 'C:\\Program Files' }, ['C:\\Program Files\\Microsoft\\Edge\\Application\\msedge.exe']],
])('browsers are looked for on %s', (platform, env, expected) => {
  expect(browserCandidates({ platform, env, home: '/home/ann' })).toEqual(expect.arrayContaining(expected));
});
