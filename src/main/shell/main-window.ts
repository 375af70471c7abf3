import { BrowserWindow, nativeTheme } from 'electron';
import { appOrigin, windowBackground } from '../desktop/window-policy.ts';

export interface MainWindow {
  /** Shows the window, making it where there is none. */
  show(): void;
  /** The page's id, while there is one. */
  contentsId(): number | null;
  send(channel: string, message: unknown): void;
}

export interface MainWindowOptions {
  readonly preload: string;
  /** Asked when a person closes the window. */
  readonly onClose: () => 'close' | 'hide';
}

/** The one window of the app. */
export function createMainWindow(options: MainWindowOptions): MainWindow {
  let window: BrowserWindow | null = null;

  function open(): BrowserWindow {
    const opened = new BrowserWindow({
      width: 1180,
      height: 780,
      minWidth: 380,
      minHeight: 480,
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
    opened.once('ready-to-show', () => opened.show());
    opened.on('close', (event) => {
      if (options.onClose() === 'close') return;
      event.preventDefault();
      opened.hide();
    });
    opened.on('closed', () => {
      window = null;
    });
    void opened.loadURL(`${appOrigin}/`);
    return opened;
  }

  return {
    show() {
      if (window === null) {
        window = open();
        return;
      }
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    },
    contentsId: () => window?.webContents.id ?? null,
    send: (channel, message) => window?.webContents.send(channel, message),
  };
}
