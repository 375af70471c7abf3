import { posix, win32 } from 'node:path';

/** Where programs of this user keep their data on this system, for a branch that was not told where. */
export function defaultDataFolder(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
  home: string,
): string {
  if (platform === 'win32') return win32.join(env['LOCALAPPDATA'] || win32.join(home, 'AppData', 'Local'), 'synclog');
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', 'synclog');
  return posix.join(env['XDG_DATA_HOME'] || posix.join(home, '.local', 'share'), 'synclog');
}
