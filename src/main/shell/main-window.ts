import { app, BrowserWindow, nativeTheme } from 'electron';
import { afterPageGone } from '../desktop/crash-policy.ts';
import { troublePath } from '../desktop/trouble-page.ts';
import { troubleOfPage, type Trouble } from '../desktop/trouble.ts';
import { appOrigin, windowBackground } from '../desktop/window-policy.ts';

export interface MainWindow {
  /** Shows the window, making it where there is none. */
  readonly show: () => void;
  /** Shows one of the screens, by the part of its address after the path. */
  readonly go: (hash: string) => void;
  /** Back from a trouble to the screens. */
  readonly home: () => void;
  /** Shows the page of the current trouble. */
  readonly showTrouble: () => void;
  /** The colours have changed. */
  readonly repaint: () => void;
  /** Somebody has it in front of them. */
  readonly isWatched: () => boolean;
  /** The page's id, while there is one. */
  readonly contentsId: () => number | null;
  readonly send: (channel: string, message: unknown) => void;
}

export interface MainWindowOptions {
  readonly preload: string;
  /** Asked when a person closes the window. */
  readonly onClose: () => 'close' | 'hide' | 'explain';
  /** Says where the app goes; the answer is what the person wants. */
  readonly explain: (window: BrowserWindow) => Promise<'hide' | 'quit'>;
  /** The page stopped again and again. */
  readonly onTrouble: (trouble: Trouble) => void;
}

/** The one window of the app. */
export function createMainWindow(options: MainWindowOptions): MainWindow {
  let window: BrowserWindow | null = null;
  let home = `${appOrigin}/`;
  const crashes: number[] = [];
  let explaining = false;

  function open(): BrowserWindow {
    const opened = new BrowserWindow({
      width: 1180,
      height: 780,
      minWidth: 380,
      minHeight: 480,
      // Place and size come back at the next start, under this name.
      name: 'main',
      windowStatePersistence: true,
      show: false,
      title: 'SyncLog',
      backgroundColor: windowBackground(nativeTheme.shouldUseDarkColors),
      webPreferences: {
        preload: options.preload,
        contextIsolation: true,
        sandbox: true,
        nodeIntegration: false,
        webviewTag: false,
        spellcheck: false,
      },
    });
    showOnceDrawn(opened);
    opened.on('close', (event) => {
      const answer = options.onClose();
      if (answer === 'close') return;
      event.preventDefault();
      if (answer === 'hide') opened.hide();
      else if (!explaining) void explainOnce(opened);
    });
    opened.on('closed', () => {
      window = null;
    });
    opened.webContents.on('render-process-gone', (_event, { reason }) => {
      crashes.push(Date.now());
      const next = afterPageGone(reason, crashes);
      if (next === 'reload') load(opened, opened.webContents.getURL() || home);
      if (next === 'trouble') options.onTrouble(troubleOfPage);
    });
    load(opened, home);
    return opened;
  }

  /** Nothing flashes; but on Wayland a hidden window is never drawn and so never ready (electron/electron#48859): there a page that has come is enough. */
  function showOnceDrawn(opened: BrowserWindow): void {
    let shown = false;
    const reveal = (): void => {
      if (!shown && !opened.isDestroyed()) opened.show();
      shown = true;
    };
    opened.once('ready-to-show', reveal);
    if (process.platform === 'linux') opened.webContents.once('did-finish-load', reveal);
  }

  async function explainOnce(opened: BrowserWindow): Promise<void> {
    explaining = true;
    try {
      if ((await options.explain(opened)) === 'quit') app.quit();
      else if (!opened.isDestroyed()) opened.hide();
    } finally {
      explaining = false;
    }
  }

  function load(target: BrowserWindow, url: string): void {
    target.loadURL(url).catch((error: unknown) => {
      // Another page was asked for before this one had come; the later one counts.
      if (error instanceof Error && error.message.includes('ERR_ABORTED')) return;
      process.emitWarning(`${url} could not be shown: ${error instanceof Error ? error.message : String(error)}`);
    });
  }

  function show(): void {
    if (window === null) {
      window = open();
      return;
    }
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  }

  function showPage(url: string): void {
    home = url;
    if (window === null) {
      window = open();
      return;
    }
    load(window, url);
    show();
  }

  return {
    show,
    go: (hash) => showPage(`${appOrigin}/${hash}`),
    home: () => showPage(`${appOrigin}/`),
    showTrouble: () => showPage(`${appOrigin}${troublePath}`),
    repaint: () => window?.setBackgroundColor(windowBackground(nativeTheme.shouldUseDarkColors)),
    isWatched: () => window !== null && window.isVisible() && window.isFocused(),
    contentsId: () => window?.webContents.id ?? null,
    send: (channel, message) => window?.webContents.send(channel, message),
  };
}
