import { app, nativeTheme, net, shell } from 'electron';
import { join } from 'node:path';
import { hashOfAction } from '../desktop/app-menu.ts';
import { onWindowClose, startsHidden } from '../desktop/closing.ts';
import { renderTroublePage } from '../desktop/trouble-page.ts';
import type { Trouble, TroubleAction } from '../desktop/trouble.ts';
import { readSettings } from '../desktop/read-settings.ts';
import { createFileLogger } from '../file-logger.ts';
import { createAppMenu } from './app-menu.ts';
import { createBranchHost } from './branch-host.ts';
import { acceptExtraCertificates } from './certificates.ts';
import { explainTray, rememberDesktop, wasToldOfTray } from './closing.ts';
import { followComputer } from './computer.ts';
import { denyEverythingElse } from './denials.ts';
import { followBranch } from './follow-branch.ts';
import { logCrashes } from './log-crashes.ts';
import { createMainWindow } from './main-window.ts';
import { isPanelDark } from './panel.ts';
import { createNotices } from './notices.ts';
import { quitInOrder } from './quit.ts';
import { connectScreens } from './screens-ipc.ts';
import { serveScreens } from './screens-protocol.ts';
import { openSecrets } from './secrets.ts';
import { setStartAtLogin, wasStartedAtLogin } from './start-at-login.ts';
import { createLiveTexts } from './live-texts.ts';
import { createTray, type AppTray } from './tray.ts';
import { hasTray } from './tray-host.ts';
import { followUpdates } from './updates.ts';

/** The app once Electron is ready: every part is made here, and told of the others here alone. */
export async function run(): Promise<void> {
  const dataDir = join(app.getPath('userData'), 'data');
  await rememberDesktop();
  const logger = createFileLogger(dataDir);
  logCrashes(logger);
  let settings = await readSettings(dataDir);
  // Seen before the app's own appearance hides it.
  isPanelDark();
  nativeTheme.themeSource = settings.appearance;
  const texts = await createLiveTexts(settings.language, [app.getLocale(), ...app.getPreferredSystemLanguages()]);
  let trouble: Trouble | null = null;
  let tray: AppTray | null = null;

  serveScreens(join(import.meta.dirname, '../renderer'), () =>
    trouble === null ? null : renderTroublePage(trouble, dataDir, texts),
  );
  const window = createMainWindow({
    preload: join(import.meta.dirname, '../preload/index.cjs'),
    onClose: () =>
      onWindowClose({
        quitting: quitting.isOn,
        trayExists: tray !== null,
        closeToTray: settings.closeToTray,
        told: wasToldOfTray(),
      }),
    explain: explainTray(texts),
    onTrouble: showTrouble,
  });

  const branch = createBranchHost({
    async threadOptions() {
      const secrets = await openSecrets(dataDir);
      const warnings = secrets.warningKey === null ? [] : [texts.say({ key: secrets.warningKey, params: {} })];
      const certificates = await acceptExtraCertificates(settings.extraCaFile).then(
        () => [],
        (error: unknown) => [texts.say({ key: 'certificates.unreadable', params: { detail: String(error) } })],
      );
      return {
        dataDir,
        host: 'electron',
        secrets: secrets.store,
        warnings: [...warnings, ...certificates],
        // Chromium's network stack: the system's proxy and certificates.
        fetch: (input, init) => net.fetch(input instanceof URL ? input.href : input, init),
      };
    },
    onTrouble: showTrouble,
  });
  const quitting = quitInOrder({ close: branch.close, beforeEnd: (closed) => updates.installAtEnd(closed) });

  function showTrouble(now: Trouble | null): void {
    const had = trouble !== null;
    trouble = now;
    if (now !== null) window.showTrouble();
    else if (had) window.home();
  }

  const actOnTrouble: Record<TroubleAction, () => void> = {
    retry: () => (trouble?.retry === 'screens' ? showTrouble(null) : void branch.retry()),
    folder: () => void shell.openPath(dataDir),
    quit: () => app.quit(),
  };
  denyEverythingElse((action) => actOnTrouble[action]());
  connectScreens(branch, window);

  const sync = (): void => void branch.call('sync.now', {});
  const showMenu = createAppMenu(texts, (action) => {
    if (action === 'sync') return sync();
    if (action === 'quit') return app.quit();
    if (action === 'folder') return void shell.openPath(dataDir);
    window.go(hashOfAction[action]);
  });
  if (await hasTray()) {
    tray = createTray({
      folder: join(app.getAppPath(), 'resources/tray'),
      texts,
      act: {
        sync,
        pause: () => void branch.call('sync.pause', {}),
        resume: () => void branch.call('sync.resume', {}),
        open: () => window.show(),
        quit: () => app.quit(),
      },
    });
  }
  const notices = createNotices({ texts, settings: () => settings, watched: window.isWatched, open: window.go });
  const facts = followBranch(branch, {
    status(status) {
      tray?.show(status);
      notices(status);
      showMenu({ platform: process.platform, canSync: status.connection.state !== 'standalone', open: true });
    },
    async settings(next) {
      const before = settings;
      settings = next;
      nativeTheme.themeSource = next.appearance;
      if (next.language !== before.language) await texts.use(next.language);
      await setStartAtLogin(next.startAtLogin);
      if (next.extraCaFile !== before.extraCaFile) await acceptExtraCertificates(next.extraCaFile);
    },
    failed: (what, error) => logger.error(what, { reason: String(error) }),
  });
  const updates = followUpdates({
    dataDir,
    facts: () => ({ feedUrl: settings.updateFeedUrl, open: branch.isOpen, ...facts.forUpdates() }),
  });
  showMenu({ platform: process.platform, canSync: false, open: false });
  followComputer(branch.notify);
  nativeTheme.on('updated', () => {
    tray?.redraw();
    window.repaint();
  });
  app.on('second-instance', () => window.show());
  app.on('activate', () => window.show());
  // A window that is to stay in the tray is hidden, so one that has gone takes the app with it.
  app.on('window-all-closed', () => app.quit());
  if (!startsHidden({ asked: wasStartedAtLogin(), trayExists: tray !== null })) window.show();
  await branch.open();
}
