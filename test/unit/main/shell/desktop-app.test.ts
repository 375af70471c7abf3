import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { IpcAnswer, ChangedEvent } from '../../../../src/shared/ipc/contract.ts';
import { callChannel } from '../../../../src/shared/ipc/electron-channels.ts';
import { eventually } from '../../../support/eventually.ts';

const worker = {
  asked: [] as string[],
  notified: [] as string[],
  closed: false,
  listeners: [] as ((event: ChangedEvent) => void)[],
  failure: null as Error | null,
  pending: 3,
};

vi.mock('../../../../src/main/worker/worker-client.ts', () => ({
  startBranchWorker: async (options: { dataDir: string; host: string }) => {
    if (worker.failure) throw worker.failure;
    worker.asked.push(`start ${options.host} ${options.dataDir}`);
    return {
      async call(channel: string): Promise<IpcAnswer> {
        worker.asked.push(channel);
        return { ok: true, value: makeStatus(worker.pending) };
      },
      onChanged: (listener: (event: ChangedEvent) => void) => void worker.listeners.push(listener),
      notify: (event: string) => void worker.notified.push(event),
      async close() {
        worker.closed = true;
      },
    };
  },
}));

function makeStatus(pending: number) {
  return {
    branch: { id: 'b', name: 'Shop' },
    masterUrl: 'http://head-office',
    connection: { state: 'online', since: null, message: null },
    counts: { pending, syncing: 0, completed: 0, failed: 0, total: pending },
    held: 0,
    lastConfirmedAt: null,
    lastSuccessAt: null,
    lastError: null,
    running: null,
    pausedUntil: null,
    initialLoad: null,
    clockOffsetMs: null,
    forecast: null,
    nextAttemptAt: null,
  };
}

async function boot({ tray = true, failure = null as Error | null } = {}) {
  const electron = await import('../../../support/electron/stand-in.ts');
  electron.Tray.available = tray;
  worker.failure = failure;
  const { startDesktopApp } = await import('../../../../src/main/shell/desktop-app.ts');
  startDesktopApp();
  electron.app.ready();
  return electron;
}

/** Booted as far as the first window. */
async function bootToWindow(options: { tray?: boolean } = {}) {
  const electron = await boot(options);
  const window = await eventually('the window opens', () => electron.BrowserWindow.all[0]);
  return { electron, window };
}

beforeEach(() => {
  vi.resetModules();
  // The real Electron is never loaded here: outside itself, requiring it would start a download. Mocked anew for each test, because the
  // answer of a mock's factory outlives resetModules: the app would go on with the stand-in of the first test.
  vi.doMock('electron', () => import('../../../support/electron/stand-in.ts'));
  Object.assign(worker, { asked: [], notified: [], closed: false, listeners: [], failure: null, pending: 3 });
});

describe('the desktop app', () => {
  it('gives way to one that is open already, before it touches anything', async () => {
    const electron = await import('../../../support/electron/stand-in.ts');
    electron.app.locked = false;
    const { startDesktopApp } = await import('../../../../src/main/shell/desktop-app.ts');
    startDesktopApp();
    electron.app.ready();
    await Promise.resolve();
    expect(electron.calls).toEqual(['lock', 'quit']);
    expect(worker.asked).toEqual([]);
  });

  it('sets the sandbox and its scheme before it is ready, then opens a window that can do nothing but show the screens', async () => {
    const { electron, window } = await bootToWindow();
    expect(electron.calls).toEqual(['lock', 'sandbox', 'scheme app', 'serve app']);
    expect(worker.asked[0]).toBe('start electron /user-data/data');
    expect(window.url).toBe('app://synclog/');
    expect(window.visible).toBe(true);
    expect(window.options['webPreferences']).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
    });
  });

  it('shows the state in the tray and does what its menu says', async () => {
    const { electron } = await bootToWindow();
    const tray = await eventually('the tray has its words', () =>
      electron.Tray.latest?.tooltip ? electron.Tray.latest : undefined,
    );
    expect(tray.tooltip).toBe('3 changes waiting for head office');
    expect(tray.image).toBe('/app/resources/tray/waiting-for-light.png');
    const labels = tray.menu.items.map((item) => item.label ?? '-');
    expect(labels).toEqual([
      '3 changes waiting for head office',
      '-',
      'Sync now',
      'Pause for 1 hour',
      'Open SyncLog',
      '-',
      'Quit',
    ]);
    tray.menu.items.find((item) => item.label === 'Sync now')?.click?.();
    expect(worker.asked).toContain('sync.now');
  });

  it('hides the window in the tray when it is closed, and shows it again', async () => {
    const { electron, window } = await bootToWindow();
    window.closeByPerson();
    expect([window.visible, window.closed]).toEqual([false, false]);
    electron.app.emit('second-instance');
    expect(window.visible).toBe(true);
  });

  it('closes the window for real, and ends, where there is no tray to find it in', async () => {
    const { electron, window } = await bootToWindow({ tray: false });
    window.closeByPerson();
    expect(window.closed).toBe(true);
    electron.app.emit('window-all-closed');
    await eventually('the app quits', () => electron.calls.includes('quit'));
    expect(worker.closed).toBe(true);
  });

  it('closes the database before it quits', async () => {
    const { electron } = await bootToWindow();
    electron.app.quit();
    expect(electron.calls).not.toContain('quit');
    await eventually('the app quits', () => electron.calls.includes('quit'));
    expect(worker.closed).toBe(true);
  });

  it('answers only its own page', async () => {
    const { electron, window } = await bootToWindow();
    const contents = window.webContents;
    const from = (senderFrame: unknown, sender: unknown = contents) =>
      electron.ipcMain.invoke(callChannel, { sender, senderFrame }, 'sync.status', {});
    expect(await from(contents.mainFrame)).toMatchObject({ ok: true });
    const foreign = { ok: false, error: { code: 'not-allowed' } };
    expect(await from({ url: 'app://synclog/' })).toMatchObject(foreign);
    expect(await from(null)).toMatchObject(foreign);
    expect(await from(contents.mainFrame, { id: 8, mainFrame: contents.mainFrame })).toMatchObject(foreign);
    contents.mainFrame.url = 'https://evil.example/';
    expect(await from(contents.mainFrame)).toMatchObject(foreign);
  });

  it('goes nowhere else, opens nothing but what is allowed, and grants nothing', async () => {
    const { electron, window } = await bootToWindow();
    const { preventable } = electron;
    for (const name of ['will-navigate', 'will-redirect']) {
      const away = preventable({ url: 'https://evil.example/' });
      window.webContents.emit(name, away);
      expect(away.defaultPrevented).toBe(true);
      const home = preventable({ url: 'app://synclog/' });
      window.webContents.emit(name, home);
      expect(home.defaultPrevented).toBe(false);
    }
    const webview = preventable();
    window.webContents.emit('will-attach-webview', webview);
    expect(webview.defaultPrevented).toBe(true);
    expect(window.webContents.openHandler?.({ url: 'file:///bin/sh' })).toEqual({ action: 'deny' });
    expect(electron.calls.filter((call) => call.startsWith('open'))).toEqual([]);
    const answers: boolean[] = [];
    for (const permission of ['media', 'geolocation'])
      electron.session.defaultSession.ask?.(null, permission, (allowed) => answers.push(allowed));
    expect(answers).toEqual([false, false]);
  });

  it('passes on what the computer tells, and tells the page what changed', async () => {
    const { electron, window } = await bootToWindow();
    for (const event of ['suspend', 'resume', 'unlock-screen']) electron.powerMonitor.emit(event);
    expect(worker.notified).toEqual(['suspend', 'wake', 'online']);
    for (const listener of worker.listeners) listener({ topics: ['logs'] });
    expect(window.webContents.sent).toEqual([['synclog:changed', { topics: ['logs'] }]]);
  });

  it('serves nothing outside its screens', async () => {
    const { electron } = await bootToWindow();
    const serve = electron.protocol.handlers.get('app');
    const status = async (url: string, method = 'GET') => (await serve?.(new Request(url, { method })))?.status;
    expect(await status('app://synclog/%2e%2e/%2e%2e/package.json')).toBe(404);
    expect(await status('app://other/')).toBe(404);
    expect(await status('app://synclog/', 'POST')).toBe(404);
  });

  it('says why it cannot start, and ends', async () => {
    const electron = await boot({ failure: new Error('The database file is damaged.') });
    await eventually('the app exits', () => electron.calls.includes('exit 1'));
    expect(electron.calls.find((call) => call.startsWith('error box'))).toContain('The database file is damaged.');
  });
});
