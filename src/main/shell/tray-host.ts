import { execFile } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
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

/** At login the desktop's panel may come up after the app. In milliseconds. */
const askAgainAfterMs = 1000;
const questionsAtLogin = 15;

/**
 * Whether an icon in the tray would be seen on this desktop.
 * @param atLogin the desktop itself is only just starting, so that it is asked for a while
 */
export async function hasTray(atLogin: boolean): Promise<boolean> {
  if (process.platform !== 'linux') return trayExists(process.platform, null);
  for (let asked = 1; ; asked += 1) {
    if (await isWatched()) return true;
    if (!atLogin || asked === questionsAtLogin) return false;
    await setTimeout(askAgainAfterMs);
  }
}

async function isWatched(): Promise<boolean> {
  try {
    const { stdout } = await run('dbus-send', question, { timeout: 2000 });
    return trayExists('linux', /boolean true/.test(stdout));
  } catch {
    // No bus, or no program to ask it: nothing is known, and a window that closes for real can always be opened again.
    return trayExists('linux', null);
  }
}
