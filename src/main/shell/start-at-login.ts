import { app } from 'electron';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { autostartEntry, programToStart } from '../desktop/autostart-file.ts';

/** The argument with which the system starts the app at login, and which leaves the window closed. */
export const hiddenArgument = '--hidden';

/** Makes the system start the app when this user signs in, or not. A build from sources is never started so: it would be another program tomorrow. */
export async function setStartAtLogin(wanted: boolean): Promise<void> {
  if (!app.isPackaged) return;
  if (process.platform !== 'linux') {
    app.setLoginItemSettings({
      openAtLogin: wanted,
      ...(process.platform === 'win32' ? { args: [hiddenArgument] } : {}),
    });
    return;
  }
  const folder = join(app.getPath('appData'), 'autostart');
  const file = join(folder, 'org.synclog.branch.desktop');
  if (!wanted) {
    await rm(file, { force: true });
    return;
  }
  await mkdir(folder, { recursive: true });
  const program = programToStart(app.getPath('exe'), process.env);
  await writeFile(file, autostartEntry(program, [hiddenArgument]));
}

/** Whether the system started the app at login, so that no window is to come up by itself. */
export function wasStartedAtLogin(): boolean {
  if (process.argv.includes(hiddenArgument)) return true;
  return process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin;
}
