import { app } from 'electron';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { autostartEntry, isSwitchedOff, programToStart } from '../desktop/autostart-file.ts';

/** The argument with which the system starts the app at login, and which leaves the window closed. */
export const hiddenArgument = '--hidden';

/**
 * Makes the system start the app when this user signs in, or not. A build from sources is never started so: it would be another program tomorrow.
 * @param changed a person has just decided it
 * @returns `forbidden` where only a person can allow it, in the settings of macOS
 */
export async function setStartAtLogin(wanted: boolean, changed: boolean): Promise<'done' | 'forbidden'> {
  if (!app.isPackaged) return 'done';
  // Setting it anew would take back what was decided since in the system's own settings.
  if (process.platform !== 'linux') return changed ? setLoginItem(wanted) : 'done';
  const folder = join(app.getPath('appData'), 'autostart');
  const file = join(folder, 'org.synclog.branch.desktop');
  if (!wanted) {
    await rm(file, { force: true });
    return 'done';
  }
  // The same on Linux, but for the program, whose file may have moved since.
  if (!changed && !(await isSwitchedOn(file))) return 'done';
  await mkdir(folder, { recursive: true });
  const program = programToStart(app.getPath('exe'), process.env);
  await writeFile(file, autostartEntry(program, [hiddenArgument]));
  return 'done';
}

function setLoginItem(wanted: boolean): 'done' | 'forbidden' {
  const args = process.platform === 'win32' ? { args: [hiddenArgument] } : {};
  app.setLoginItemSettings({ openAtLogin: wanted, ...args });
  if (process.platform !== 'darwin' || !wanted) return 'done';
  // A person may have forbidden it to the app before, and an app that is not signed cannot be registered.
  return app.getLoginItemSettings().status === 'enabled' ? 'done' : 'forbidden';
}

async function isSwitchedOn(file: string): Promise<boolean> {
  try {
    return !isSwitchedOff(await readFile(file, 'utf8'));
  } catch {
    // Somebody has removed it.
    return false;
  }
}

/** Whether the system started the app at login, so that no window is to come up by itself. */
export function wasStartedAtLogin(): boolean {
  if (process.argv.includes(hiddenArgument)) return true;
  return process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin;
}
