import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defaultSettings, settingsSchema, type Settings } from '../../shared/settings.ts';

/**
 * The settings as they are before the branch is open, so that the first window has the right colours. What cannot be read is the defaults: the branch says what is wrong
 * with it.
 */
export async function readSettings(dataDir: string): Promise<Settings> {
  try {
    return settingsSchema.parse(JSON.parse(await readFile(join(dataDir, 'settings.json'), 'utf8')));
  } catch {
    // No file yet, or one that the branch refuses with a sentence of its own.
    return defaultSettings;
  }
}
