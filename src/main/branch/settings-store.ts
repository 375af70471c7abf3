import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeZodError, SyncLogError } from '../../shared/errors.ts';
import { settingsSchema, type Settings } from '../../shared/settings.ts';
import { silentLogger, type Logger } from '../logger.ts';
import { writePrivateFile } from './private-file.ts';
import { readSettingsFile, type SettingsDamage } from './settings-file.ts';

/** The settings of a branch, in `settings.json` of its data folder. */
export interface SettingsStore {
  readonly file: string;
  get(): Settings;
  /** What could not be had from the file when it was read last; null: nothing is wrong with it. */
  damage(): SettingsDamage | null;
  /** What a damaged or missing file has lost and is known from elsewhere. It is not written: the file stays as it is until a person changes something. */
  recover(known: Partial<Settings>): void;
  /**
   * A damaged file is kept beside the new one.
   * @throws SyncLogError `invalid-input` when the result would not be valid, `data-folder-unusable`; then nothing is changed
   */
  set(changes: Partial<Settings>): Settings;
  /** Reads the file again: another process may have written it. One that was damaged or removed since changes nothing here, and is written anew. */
  reload(): void;
  onChanged(listener: (settings: Settings) => void): void;
}

/** Opens them whatever has become of the file: records are worth more than settings, so it keeps nobody from them. */
export function openSettings(dataDir: string, logger: Logger = silentLogger): SettingsStore {
  const file = join(dataDir, 'settings.json');
  let { settings: current, damage } = readSettingsFile(file);
  const listeners: ((settings: Settings) => void)[] = [];
  function become(settings: Settings): void {
    if (JSON.stringify(settings) === JSON.stringify(current)) return;
    current = settings;
    for (const listener of listeners) listener(current);
  }
  function write(settings: Settings): void {
    if (readSettingsFile(file).damage?.missing === false) keepBeside(file);
    writePrivateFile(file, `${JSON.stringify(settings, null, 2)}\n`);
    damage = null;
  }
  /** It was damaged or removed while it was in use, and what it held is known here. */
  function putBack({ strange }: SettingsDamage): void {
    logger.error('The file of the settings was damaged or removed; those in use stay', { file });
    // Somebody may be writing it by hand.
    if (strange !== null) return;
    try {
      write(current);
    } catch (error) {
      logger.error('The file of the settings could not be written anew', { reason: String(error) });
    }
  }
  return {
    file,
    get: () => current,
    damage: () => damage,
    recover: (known) => become(settingsSchema.parse({ ...current, ...known })),
    reload() {
      const read = readSettingsFile(file);
      const known = damage !== null;
      ({ damage } = read);
      if (damage === null) become(read.settings);
      else if (!known) putBack(damage);
    },
    set(changes) {
      const parsed = settingsSchema.safeParse({ ...current, ...changes });
      if (!parsed.success) {
        throw new SyncLogError('invalid-input', `The settings were not changed: ${describeZodError(parsed.error)}.`);
      }
      write(parsed.data);
      become(parsed.data);
      return current;
    },
    onChanged: (listener) => void listeners.push(listener),
  };
}

function keepBeside(file: string): void {
  try {
    copyFileSync(file, `${file}.damaged`);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new SyncLogError(
      'data-folder-unusable',
      `The settings were not changed: ${file} is damaged or cannot be read, and cannot be kept beside new ones (${detail}). Give this user the right to read it, then try again.`,
      { cause: error },
    );
  }
}
