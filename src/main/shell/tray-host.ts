import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { trayExists } from '../desktop/closing.ts';

const run = promisify(execFile);

/** Asks the session bus who takes tray icons (StatusNotifierWatcher: KDE, Xfce, Cinnamon, GNOME with its extension). */
const question = [
  '--session',
  '--print-reply',
  '--dest=org.freedesktop.DBus',
  '/org/freedesktop/DBus',
  'org.freedesktop.DBus.NameHasOwner',
  'string:org.kde.StatusNotifierWatcher',
];

/** Whether an icon in the tray would be seen on this desktop. */
export async function hasTray(): Promise<boolean> {
  if (process.platform !== 'linux') return trayExists(process.platform, null);
  try {
    const { stdout } = await run('dbus-send', question, { timeout: 2000 });
    return trayExists('linux', /boolean true/.test(stdout));
  } catch {
    // No bus, or no program to ask it: nothing is known, and a window that closes for real can always be opened again.
    return trayExists('linux', null);
  }
}
