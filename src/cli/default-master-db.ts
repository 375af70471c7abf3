import { homedir } from 'node:os';
import { posix, win32 } from 'node:path';

/** Where head office keeps its database when nobody says where: with this user's data, never in the folder one happens to be in. */
export function defaultMasterDb(
  platform: NodeJS.Platform = process.platform,
  env: Readonly<Record<string, string | undefined>> = process.env,
  home: string = homedir(),
): string {
  const file = ['synclog-master', 'master.sqlite'];
  if (platform === 'win32') return win32.join(env['LOCALAPPDATA'] || win32.join(home, 'AppData', 'Local'), ...file);
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', ...file);
  return posix.join(env['XDG_DATA_HOME'] || posix.join(home, '.local', 'share'), ...file);
}
