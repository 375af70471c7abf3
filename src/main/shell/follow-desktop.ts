import { app, nativeTheme } from 'electron';
import { startsHidden } from '../desktop/closing.ts';
import type { MainWindow } from './main-window.ts';
import { wasStartedAtLogin } from './start-at-login.ts';
import type { AppTray } from './tray.ts';

/** What the desktop asks of the window and the tray: to come to the front, to take its colours, to end. */
export function followDesktop(window: MainWindow, tray: AppTray | null): void {
  nativeTheme.on('updated', () => {
    tray?.redraw();
    window.repaint();
  });
  app.on('second-instance', () => window.show());
  app.on('activate', () => window.show());
  // A window that is to stay in the tray is hidden, so one that has gone takes the app with it.
  app.on('window-all-closed', () => app.quit());
  if (!startsHidden({ asked: wasStartedAtLogin(), trayExists: tray !== null })) window.show();
}
