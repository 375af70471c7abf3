import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeZodError, SyncLogError } from '../../shared/errors.ts';
import { settingsSchema, type Settings } from '../../shared/settings.ts';
import { writePrivateFile } from './private-file.ts';

/** The settings of a branch, in `settings.json` of its data folder. */
export interface SettingsStore {
  get(): Settings;
  /** @throws SyncLogError `invalid-input` when the result would not be valid; then nothing is changed */
  set(changes: Partial<Settings>): Settings;
  /** Reads the file again: another process may have written it. */
  reload(): void;
  onChanged(listener: (settings: Settings) => void): void;
}

/** @throws SyncLogError `invalid-input` when the file cannot be understood: it is left as it is for a person to look at */
export function openSettings(dataDir: string): SettingsStore {
  const file = join(dataDir, 'settings.json');
  let current = read(file);
  const listeners: ((settings: Settings) => void)[] = [];
  function become(settings: Settings): void {
    if (JSON.stringify(settings) === JSON.stringify(current)) return;
    current = settings;
    for (const listener of listeners) listener(current);
  }
  return {
    get: () => current,
    reload: () => become(read(file)),
    set(changes) {
      const parsed = settingsSchema.safeParse({ ...current, ...changes });
      if (!parsed.success) {
        throw new SyncLogError('invalid-input', `The settings were not changed: ${describeZodError(parsed.error)}.`);
      }
      writePrivateFile(file, `${JSON.stringify(parsed.data, null, 2)}\n`);
      become(parsed.data);
      return current;
    },
    onChanged: (listener) => void listeners.push(listener),
  };
}

function read(file: string): Settings {
  if (!existsSync(file)) return settingsSchema.parse({});
  const refuse = (detail: string): SyncLogError =>
    new SyncLogError(
      'invalid-input',
      `The settings file ${file} cannot be understood (${detail}). Correct it, or move it away to start with the defaults.`,
    );
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw refuse(error instanceof Error ? error.message : String(error));
  }
  const parsed = settingsSchema.safeParse(content);
  if (!parsed.success) throw refuse(describeZodError(parsed.error));
  return parsed.data;
}
