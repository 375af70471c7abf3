import { app } from 'electron';
import { keepProgram } from '../desktop/kept-program.ts';
import type { Logger } from '../logger.ts';
import { appImageFile } from './app-image.ts';

/** electron-updater, with all that it would do by itself turned off. */
export interface ProgramUpdater {
  /** The version that is here, verified; null while there is none. One that the feed has taken back is none. */
  readonly fetched: string | null;
  /**
   * Looks whether the feed has a newer version, and fetches it.
   * @throws Error when the feed cannot be reached, says something else, or what was fetched is not what it announced
   */
  fetch(feedUrl: string): Promise<void>;
  /**
   * Puts the fetched version in place of this one. True when the app is being ended for it; false when it could not be, and the app stays as it is.
   * @param reopen the newer version comes up by itself; not on Linux, where it would meet the lock of this one
   */
  install(reopen: boolean): Promise<boolean>;
}

/** On macOS the system's own updater takes the file over first, and verifies it. In milliseconds. */
const patienceMs = 120_000;

type AppUpdater = (typeof import('electron-updater'))['autoUpdater'];

export function createProgramUpdater(logger: Logger): ProgramUpdater {
  let updater: AppUpdater | null = null;
  let fetched: string | null = null;

  /** Loaded only here: it reads the app's own package at its first use. */
  async function load(): Promise<AppUpdater> {
    const { autoUpdater } = (await import('electron-updater')).default;
    autoUpdater.logger = toUpdaterLog(logger);
    autoUpdater.autoDownload = true;
    // Installing waits until the records are closed and copied.
    autoUpdater.autoInstallOnAppQuit = false;
    autoUpdater.allowDowngrade = false;
    autoUpdater.disableWebInstaller = true;
    // A proxy that asks for a name: nobody is there to give one, and without an answer the request would wait for ever.
    autoUpdater.on('login', (_proxy, answer) => answer('', ''));
    return autoUpdater;
  }

  /** True once the app is on its way out. */
  async function replace(used: AppUpdater, reopen: boolean): Promise<boolean> {
    const failed = new Promise<false>((resolve) => used.once('error', () => resolve(false)));
    const ending = new Promise<true>((resolve) => app.once('will-quit', () => resolve(true)));
    const tooLong = new Promise<false>((resolve) => setTimeout(() => resolve(false), patienceMs).unref());
    // Who has quit the app does not want to see it again. macOS takes it from here, the others from the call.
    used.autoRunAppAfterInstall = reopen;
    used.quitAndInstall(true, reopen);
    return await Promise.race([failed, ending, tooLong]);
  }

  return {
    get fetched() {
      return fetched;
    },
    async fetch(feedUrl) {
      updater ??= await load();
      updater.setFeedURL({ provider: 'generic', url: feedUrl });
      const found = await updater.checkForUpdates();
      // What was here is replaced by what comes now; a feed that says nothing leaves it.
      fetched = null;
      await found?.downloadPromise;
      if (found?.isUpdateAvailable === true) fetched = found.updateInfo.version;
    },
    async install(reopen) {
      if (!updater) return false;
      const program = appImageFile();
      if (program === undefined) return await replace(updater, reopen);
      const kept = keepProgram(program);
      // The exchange is over when this call returns; only the end of the app comes later.
      const replaced = replace(updater, false);
      kept.settle();
      return await replaced;
    },
  };
}

/** A line for the log: what a login page says in place of a feed is long, and nobody's business. */
export function firstLine(what: unknown): string {
  return (what instanceof Error ? what.message : String(what)).split('\n')[0]?.slice(0, 300) ?? '';
}

function toUpdaterLog(logger: Logger) {
  return {
    info: (what?: unknown) => logger.info(`Updates: ${firstLine(what)}`),
    warn: (what?: unknown) => logger.warn(`Updates: ${firstLine(what)}`),
    error: (what?: unknown) => logger.error(`Updates: ${firstLine(what)}`),
  };
}
