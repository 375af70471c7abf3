import { app, dialog, nativeTheme, net, powerMonitor } from 'electron';
import { join } from 'node:path';
import { toErrorShape } from '../../shared/errors.ts';
import { statusSchema, type Status } from '../../shared/status.ts';
import type { TrayAction } from '../desktop/tray-look.ts';
import { onWindowClose } from '../desktop/window-policy.ts';
import { createTexts } from '../text.ts';
import { startBranchWorker, type BranchWorker } from '../worker/worker-client.ts';
import { connectScreens } from './screens-ipc.ts';
import { denyEverythingElse } from './denials.ts';
import { registerAppScheme, serveScreens } from './screens-protocol.ts';
import { createTray, type AppTray } from './tray.ts';
import { createMainWindow, type MainWindow } from './main-window.ts';

/** How long quitting waits for a running sync to reach a safe point, in milliseconds. */
const quitPatienceMs = 5000;

/** The Electron app, from the first line to the last. */
export function startDesktopApp(): void {
  // Before anything else: a second app on the same data would only get in the first one's way.
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  app.enableSandbox();
  registerAppScheme();
  if (process.platform === 'win32') app.setAppUserModelId('org.synclog.branch');
  denyEverythingElse();
  app
    .whenReady()
    .then(run)
    .catch((error: unknown) => {
      dialog.showErrorBox('SyncLog cannot start', toErrorShape(error).message);
      app.exit(1);
    });
}

async function run(): Promise<void> {
  serveScreens(join(import.meta.dirname, '../renderer'));
  const texts = await createTexts(app.getLocale());
  const worker = await startBranchWorker({
    dataDir: join(app.getPath('userData'), 'data'),
    host: 'electron',
    // Chromium's network stack: the system's proxy and certificates.
    fetch: (input, init) => net.fetch(input instanceof URL ? input.href : input, init),
  });

  let quitting = false;
  let tray: AppTray | null = null;
  const mainWindow: MainWindow = createMainWindow({
    preload: join(import.meta.dirname, '../preload/index.cjs'),
    onClose: () => onWindowClose({ quitting, trayExists: tray !== null }),
  });
  connectScreens(worker, mainWindow);

  const actions: Record<TrayAction, () => void> = {
    sync: () => ask(worker, 'sync.now'),
    pause: () => ask(worker, 'sync.pause'),
    resume: () => ask(worker, 'sync.resume'),
    open: () => mainWindow.show(),
    quit: () => app.quit(),
  };
  tray = createTray({ folder: join(app.getAppPath(), 'resources/tray'), texts, act: (action) => actions[action]() });
  await followStatus(worker, (status) => tray?.show(status));

  app.on('second-instance', () => mainWindow.show());
  app.on('activate', () => mainWindow.show());
  app.on('window-all-closed', () => {
    if (tray === null) app.quit();
  });
  app.on('before-quit', (event) => {
    if (quitting) return;
    quitting = true;
    // The database is closed in order; then the app quits for good.
    event.preventDefault();
    void closeInTime(worker).finally(() => app.quit());
  });
  followComputer(worker);
  nativeTheme.on('updated', () => tray?.redraw());
  mainWindow.show();
}

function ask(worker: BranchWorker, channel: 'sync.now' | 'sync.pause' | 'sync.resume'): void {
  // The result shows in the status, which the tray follows.
  void worker.call(channel, {});
}

async function followStatus(worker: BranchWorker, show: (status: Status) => void): Promise<void> {
  async function read(): Promise<void> {
    const answer = await worker.call('sync.status', {});
    if (answer.ok) show(statusSchema.parse(answer.value));
  }
  worker.onChanged((event) => {
    if (event.topics.includes('status')) void read();
  });
  await read();
}

/** Sleep, wake and the network as the computer tells of them. */
function followComputer(worker: BranchWorker): void {
  powerMonitor.on('suspend', () => worker.notify('suspend'));
  powerMonitor.on('resume', () => worker.notify('wake'));
  powerMonitor.on('unlock-screen', () => worker.notify('online'));
  // `false` is trustworthy, `true` only means that asking head office is worth while.
  let online = net.isOnline();
  const timer = setInterval(() => {
    if (net.isOnline() === online) return;
    online = !online;
    worker.notify(online ? 'online' : 'offline');
  }, 2000);
  app.on('will-quit', () => clearInterval(timer));
}

async function closeInTime(worker: BranchWorker): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, quitPatienceMs);
  });
  await Promise.race([worker.close(), patience]);
  clearTimeout(timer);
}
