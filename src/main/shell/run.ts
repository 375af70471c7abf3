import { app } from 'electron';
import { join } from 'node:path';
import { onWindowClose, startsHidden } from '../desktop/closing.ts';
import { createFileLogger } from '../file-logger.ts';
import { createAppActions } from './app-actions.ts';
import { createAppMenu } from './app-menu.ts';
import { createBranchHost } from './branch-host.ts';
import { explainTray, rememberDesktop, wasToldOfTray } from './closing.ts';
import { followComputer } from './computer.ts';
import { offerContextMenu } from './context-menu.ts';
import { dataDirOfUser } from './data-dir.ts';
import { denyEverythingElse } from './denials.ts';
import { openDesktopSettings } from './desktop-settings.ts';
import { followBranch } from './follow-branch.ts';
import { followDesktop } from './follow-desktop.ts';
import { logCrashes } from './log-crashes.ts';
import { createMainWindow } from './main-window.ts';
import { createNotices } from './notices.ts';
import { prepareBranch } from './prepare-branch.ts';
import { quitInOrder } from './quit.ts';
import { connectScreens } from './screens-ipc.ts';
import { serveScreens } from './screens-protocol.ts';
import { wasStartedAtLogin } from './start-at-login.ts';
import { createTray, type AppTray } from './tray.ts';
import { hasTray } from './tray-host.ts';
import { createTroubleShown } from './trouble-shown.ts';
import { followUpdates } from './updates.ts';

/** The app once Electron is ready: every part is made here, in this order, and told of the others here alone. */
export async function run(): Promise<void> {
  const dataDir = dataDirOfUser();
  await rememberDesktop();
  const logger = createFileLogger(dataDir);
  logCrashes(logger);
  const settings = await openDesktopSettings(dataDir);
  const { texts } = settings;
  let tray: AppTray | null = null;

  const trouble = createTroubleShown({
    dataDir,
    texts,
    began: () => window.showTrouble(),
    over: () => window.home(),
    retryRecords: () => branch.retry(),
  });
  serveScreens(join(import.meta.dirname, '../renderer'), trouble.page);
  const window = createMainWindow({
    preload: join(import.meta.dirname, '../preload/index.cjs'),
    onClose: () =>
      onWindowClose({
        quitting: quitting.isOn,
        trayExists: tray !== null,
        closeToTray: settings.current.closeToTray,
        told: wasToldOfTray(),
      }),
    explain: explainTray(texts),
    onTrouble: trouble.show,
  });
  const branch = createBranchHost({
    threadOptions: () => prepareBranch(dataDir, settings),
    onTrouble(what) {
      trouble.show(what);
      updates.branchChanged();
    },
  });
  const quitting = quitInOrder({ close: branch.close, beforeEnd: (end) => updates.installAtEnd(end) });

  const actions = createAppActions({ dataDir, branch, window, update: () => updates.restart() });
  const onTroublePage = { retry: trouble.retry, folder: actions.folder, quit: actions.quit };
  denyEverythingElse((action) => onTroublePage[action]());
  offerContextMenu(texts);
  connectScreens(branch, window);
  const showMenu = createAppMenu(texts, actions.menu);
  // Before the tray, which may have to be waited for: a person who starts the app meanwhile gets its window.
  followDesktop(window, () => tray);
  const atLogin = wasStartedAtLogin();
  if (await hasTray(atLogin))
    tray = createTray({ folder: join(app.getAppPath(), 'resources/tray'), texts, act: actions });
  const notices = createNotices({
    texts,
    settings: () => settings.current,
    watched: window.isWatched,
    open: window.go,
  });

  const facts = followBranch(branch, {
    status(status) {
      redraw();
      notices(status);
      updates.branchChanged();
    },
    settings: (next) =>
      settings.take(next).finally(() => {
        redraw();
        updates.settingsChanged();
      }),
    failed: (what, error) => logger.error(what, { reason: String(error) }),
  });
  const updates = followUpdates({
    dataDir,
    facts: () => ({
      feedUrl: settings.current.updateFeedUrl,
      opening: branch.isOpening,
      ...facts.needOfLine(),
    }),
    logger,
    onReady: redraw,
  });

  function redraw(): void {
    const { status } = facts;
    const update = updates.ready;
    if (status !== null) tray?.show(status, update);
    const canSync = status !== null && status.connection.state !== 'standalone';
    showMenu({ platform: process.platform, canSync, open: status !== null, update });
  }
  redraw();
  followComputer(branch.notify);
  if (!startsHidden({ asked: atLogin, trayExists: tray !== null })) window.show();
  await branch.open();
}
