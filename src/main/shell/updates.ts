import { app } from 'electron';
import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { mayInstall, mayLookForUpdate, type UpdateFacts } from '../desktop/update-policy.ts';

const hourMs = 3_600_000;
const lookEveryMs = 6 * hourMs;
const firstLookMs = 60_000;

export interface Updates {
  /** Called when the app ends. True when the newer version takes over now, and ends the app itself. */
  installAtEnd(closed: boolean): Promise<boolean>;
}

export interface UpdateOptions {
  readonly dataDir: string;
  readonly facts: () => Omit<UpdateFacts, 'packaged'>;
}

/** Looks for newer versions where the settings say, fetches them while nothing else needs the line, and installs them when the app ends. */
export function followUpdates({ dataDir, facts }: UpdateOptions): Updates {
  let downloaded: string | null = null;
  let updater: typeof import('electron-updater').autoUpdater | null = null;

  async function look(): Promise<void> {
    const { feedUrl, ...others } = facts();
    if (feedUrl === null || !mayLookForUpdate({ ...others, feedUrl, packaged: app.isPackaged })) return;
    // Loaded only here: it reads the app's own package at its first use.
    updater ??= (await import('electron-updater')).default.autoUpdater;
    updater.setFeedURL({ provider: 'generic', url: feedUrl });
    updater.autoDownload = true;
    // Installing waits until the records are closed and copied.
    updater.autoInstallOnAppQuit = false;
    updater.allowDowngrade = false;
    const found = await updater.checkForUpdates();
    await found?.downloadPromise;
    if (found?.isUpdateAvailable === true) downloaded = found.updateInfo.version;
  }

  const lookQuietly = (): void => {
    look().catch((error: unknown) => {
      // The feed may be out of reach for days; selling needs none.
      process.emitWarning(
        `Looking for a newer version failed: ${error instanceof Error ? error.message : String(error)}`,
      );
    });
  };
  const timers = [setTimeout(lookQuietly, firstLookMs), setInterval(lookQuietly, lookEveryMs)];
  app.on('will-quit', () => timers.forEach((timer) => clearTimeout(timer)));

  /** The database is closed, so the file is whole. */
  async function backUp(version: string): Promise<string> {
    const folder = join(dataDir, 'backups');
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const copy = join(folder, `before-update-to-${version}.sqlite`);
    await copyFile(join(dataDir, 'branch.sqlite'), copy);
    return copy;
  }

  return {
    async installAtEnd(closed) {
      if (downloaded === null || !closed || updater === null) return false;
      const backup = await backUp(downloaded);
      if (!mayInstall({ downloaded, current: app.getVersion(), closed, backup })) return false;
      updater.quitAndInstall(true, false);
      return true;
    },
  };
}
