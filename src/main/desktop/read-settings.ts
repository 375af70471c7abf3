import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Settings } from '../../shared/settings.ts';
import { understandSettings } from '../branch/settings-file.ts';

/**
 * The settings as they are before the branch is open, so that the first window has the right colours. What cannot be read is the defaults: the branch says what is wrong
 * with it.
 */
export async function readSettings(dataDir: string): Promise<Settings> {
  const [file] = await Promise.allSettled([readFile(join(dataDir, 'settings.json'), 'utf8')]);
  const { settings } = understandSettings(() => {
    if (file.status === 'rejected') throw file.reason;
    return file.value;
  });
  return settings;
}
