import { app } from 'electron';
import { backUpBeforeUpdate } from '../store/update-backup.ts';
import { canReplaceItself, mayInstall, mayLookForUpdate, type UpdateFacts } from '../desktop/update-policy.ts';
import type { Logger } from '../logger.ts';
import { comeUpAgain } from './come-up-again.ts';
import { createProgramUpdater, firstLine } from './program-updater.ts';
import type { QuitEnd } from './quit.ts';

const minuteMs = 60_000;
/** Milliseconds between two looks. Whether it is time is asked each minute. */
const lookEveryMs = 6 * 60 * minuteMs;

/** What the shell tells of itself, and the newer version that came of it. */
export interface Updates {
  /** Another feed is asked at once. */
  settingsChanged(): void;
  /** What had to wait for a sync, a load or a migration goes on when that is over. */
  branchChanged(): void;
  /** The newer version that is here and waits for the end of the app; null while there is none. */
  readonly ready: string | null;
  /** Ends the app so that the newer version takes over now, and comes up. */
  restart(): void;
  /** Called when the app ends. True when the newer version takes over now, and ends the app itself. */
  installAtEnd(end: QuitEnd): Promise<boolean>;
}

export interface UpdateOptions {
  readonly dataDir: string;
  readonly facts: () => Omit<UpdateFacts, 'replaceable'>;
  readonly logger: Logger;
  /** A newer version is here, or was taken back. */
  readonly onReady: () => void;
}

/** Looks for newer versions where the settings say, fetches them while nothing else needs the line, and installs them when the app ends. */
export function followUpdates({ dataDir, facts, logger, onReady }: UpdateOptions): Updates {
  const updater = createProgramUpdater(logger);
  const replaceable = canReplaceItself(app.isPackaged, process.platform, process.env);
  let looking = false;
  let waits = false;
  let reopen = false;
  let asked = facts().feedUrl;
  let askedAt = -Infinity;

  const isTime = (): boolean => facts().feedUrl !== asked || performance.now() - askedAt >= lookEveryMs;

  async function look(): Promise<void> {
    const now = facts();
    if (looking || !isTime() || now.feedUrl === null) return;
    waits = !mayLookForUpdate({ ...now, replaceable });
    if (waits) return;
    looking = true;
    asked = now.feedUrl;
    askedAt = performance.now();
    try {
      await updater.fetch(asked);
      const { fetched } = updater;
      if (fetched !== null) logger.info('A newer version is here and is installed when the app ends', { fetched });
    } catch (error) {
      // The feed may be out of reach for days; selling needs none.
      logger.warn('Looking for a newer version failed', { reason: firstLine(error) });
    } finally {
      looking = false;
      onReady();
    }
    // Another address was set meanwhile.
    await look();
  }

  const timer = setInterval(() => void look(), minuteMs);
  app.on('will-quit', () => clearInterval(timer));

  async function exchange({ closed, bySystem }: QuitEnd): Promise<boolean> {
    const downloaded = updater.fetched;
    if (downloaded === null || !closed || bySystem) return false;
    try {
      const backup = await backUpBeforeUpdate(dataDir, downloaded);
      if (!mayInstall({ downloaded, current: app.getVersion(), closed, bySystem, backup })) return false;
      return await updater.install(reopen);
    } catch (error) {
      logger.error('The newer version was not installed', { reason: firstLine(error) });
      return false;
    }
  }

  return {
    get ready() {
      return updater.fetched;
    },
    restart() {
      reopen = true;
      app.quit();
    },
    settingsChanged() {
      if (facts().feedUrl !== asked) void look();
    },
    branchChanged() {
      if (waits) void look();
    },
    async installAtEnd(end) {
      const installed = await exchange(end);
      if (reopen && !end.bySystem && (!installed || process.platform === 'linux')) comeUpAgain();
      return installed;
    },
  };
}
