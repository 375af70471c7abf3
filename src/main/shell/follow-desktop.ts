import { app, nativeTheme } from 'electron';
import type { MainWindow } from './main-window.ts';
import { hiddenArgument } from './start-at-login.ts';
import type { AppTray } from './tray.ts';

/**
 * What the desktop asks of the window and the tray: to come to the front, to take its colours, to end.
 * @param tray as it is then
 */
export function followDesktop(window: MainWindow, tray: () => AppTray | null): void {
  nativeTheme.on('updated', () => {
    tray()?.redraw();
    window.repaint();
  });
  // The system may start the app at login beside one that a person has just opened: that asks for no window.
  app.on('second-instance', (_event, argv) => {
    if (!argv.includes(hiddenArgument)) window.show();
  });
  app.on('activate', () => window.show());
  // A window that is to stay in the tray is hidden, so one that has gone takes the app with it.
  app.on('window-all-closed', () => app.quit());
}
