import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { call } from './call.ts';
import { expect, test as base } from './shell-test.ts';
import type { ShellApp } from '../support/electron/open-shell-app.ts';
import { startUpdateFeed, type UpdateFeed } from '../support/update-feed.ts';

/** An installed app of version 0.1.0: on Linux an AppImage in a folder of this test, which writes how it was started into `started` beside itself. */
export interface Installed {
  readonly folder: string;
  readonly program: string;
  /** What the packager puts beside the app's archive. */
  readonly resources: string;
  open(env?: Readonly<Record<string, string>>, args?: readonly string[]): ShellApp;
}

export const program = (version: string): string =>
  `#!/bin/sh\n# SyncLog ${version}\necho "${version} exit=$APPIMAGE_EXIT_AFTER_INSTALL" >> "$(dirname "$0")/started"\n`;

export const test = base.extend<{ system: 'linux' | 'darwin' | 'win32'; feed: UpdateFeed; installed: Installed }>({
  system: ['linux', { option: true }],
  feed: async ({ system }, give) => {
    const channels = { linux: 'latest-linux.yml', darwin: 'latest-mac.yml', win32: 'latest.yml' };
    const feed = await startUpdateFeed(channels[system]);
    await give(feed);
    await feed.close();
  },
  installed: async ({ open, system }, give, testInfo) => {
    const folder = testInfo.outputPath('programs');
    const resources = testInfo.outputPath('resources');
    mkdirSync(folder, { recursive: true });
    mkdirSync(resources, { recursive: true });
    // As electron-builder writes it; the address of the settings takes the place of the one in it.
    const config = 'provider: generic\nurl: https://updates.synclog.invalid\nupdaterCacheDirName: synclog-updater\n';
    writeFileSync(join(resources, 'app-update.yml'), config);
    const file = join(folder, 'SyncLog.AppImage');
    writeFileSync(file, program('0.1.0'));
    chmodSync(file, 0o755);
    const cache = testInfo.outputPath('cache');
    await give({
      folder,
      program: file,
      resources,
      open: (env = {}, args = []) =>
        open({
          args: [
            '--stand-in-packaged',
            '--stand-in-version=0.1.0',
            `--stand-in-platform=${system}`,
            `--stand-in-resources=${resources}`,
            ...args,
          ],
          // Where electron-updater keeps what it fetches, on each system.
          env: { XDG_CACHE_HOME: cache, LOCALAPPDATA: cache, HOME: cache, APPIMAGE: file, ...env },
        }),
    });
  },
});

export const logOf = (app: ShellApp): string => {
  const file = join(app.dataDir, 'synclog.log');
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
};

/** Sets the address as a person does in Settings. */
export async function chooseFeed(app: ShellApp, url: string): Promise<void> {
  expect(await call(await app.page(), 'settings.set', { updateFeedUrl: url })).toMatchObject({ ok: true });
}

export async function newerVersionIsHere(app: ShellApp): Promise<void> {
  await expect.poll(() => logOf(app)).toContain('A newer version is here');
}

/** Has the newer version of this feed fetched. */
export async function fetchNewer(app: ShellApp, feed: Pick<UpdateFeed, 'url'>): Promise<void> {
  await chooseFeed(app, feed.url);
  await newerVersionIsHere(app);
}

export { expect } from './shell-test.ts';
