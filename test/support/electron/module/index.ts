import { app } from './app.ts';
import { BrowserWindow } from './browser-window.ts';
import { powerMonitor, nativeTheme } from './desktop-state.ts';
import { crashReporter, dialog, shell } from './dialog.ts';
import { ipcMain } from './ipc-main.ts';
import { Menu, MenuItem } from './menu.ts';
import { modelled } from './modelled.ts';
import { nativeImage } from './native-image.ts';
import { Notification } from './notification.ts';
import { protocol } from './protocol.ts';
import { safeStorage } from './safe-storage.ts';
import { net, session } from './session.ts';
import { readSwitch } from './switches.ts';
import { Tray } from './tray.ts';

// What the app gets for `electron` in a plain Node process. What is not exported cannot be imported; what is not modelled throws.

const platform = readSwitch('stand-in-platform');
if (platform !== undefined) Object.defineProperty(process, 'platform', { value: platform });

export {
  app,
  BrowserWindow,
  crashReporter,
  dialog,
  ipcMain,
  Menu,
  MenuItem,
  nativeImage,
  nativeTheme,
  net,
  Notification,
  powerMonitor,
  protocol,
  safeStorage,
  session,
  shell,
  Tray,
};

export default modelled('electron', {
  app,
  BrowserWindow,
  crashReporter,
  dialog,
  ipcMain,
  Menu,
  MenuItem,
  nativeImage,
  nativeTheme,
  net,
  Notification,
  powerMonitor,
  protocol,
  safeStorage,
  session,
  shell,
  Tray,
});
