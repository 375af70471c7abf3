import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { hasCode } from '../../shared/has-code.ts';
import { defaultSettings, settingsSchema, type Settings } from '../../shared/settings.ts';

/** What a settings file holds that can be understood. */
export interface SettingsFile {
  /** What was lost is as in a new installation. */
  readonly settings: Settings;
  readonly damage: SettingsDamage | null;
}

export interface SettingsDamage {
  /** There is no file. Whether one is lost only the database knows: a new folder has none yet. */
  readonly missing: boolean;
  /** Names of what stands there and is no setting, or no value of one; null where nothing of the file can be understood. */
  readonly strange: readonly string[] | null;
  /** The settings that cannot be had from it: a name that was spelled wrongly may have meant any of those that are not there. */
  readonly lost: ReadonlySet<string>;
}

const fields: Readonly<Record<string, z.ZodType>> = settingsSchema.shape;
const contentSchema = z.record(z.string(), z.unknown());

/** Reads whatever of it can be read: no damage to the settings is worth a day without sales. */
export function readSettingsFile(file: string): SettingsFile {
  return understandSettings(() => readFileSync(file, 'utf8'));
}

/** @param read throws `ENOENT` where there is no file */
export function understandSettings(read: () => string): SettingsFile {
  let content: unknown;
  try {
    content = JSON.parse(read());
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return allLost({ missing: true });
    // Cut off, filled with zeros by a power cut, or locked away from this user: why helps nobody to get it back.
    content = null;
  }
  const parsed = contentSchema.safeParse(content);
  if (!parsed.success) return allLost({ missing: false });
  const entries = Object.entries(parsed.data);
  const good = entries.filter(([name, value]) => Object.hasOwn(fields, name) && fields[name]?.safeParse(value).success);
  const settings = settingsSchema.parse(Object.fromEntries(good));
  if (good.length === entries.length) return { settings, damage: null };
  const names = new Set(good.map(([name]) => name));
  const strange = entries.map(([name]) => name).filter((name) => !names.has(name));
  const lost = new Set(Object.keys(fields).filter((name) => !names.has(name)));
  return { settings, damage: { missing: false, strange, lost } };
}

function allLost({ missing }: Pick<SettingsDamage, 'missing'>): SettingsFile {
  return { settings: defaultSettings, damage: { missing, strange: null, lost: new Set(Object.keys(fields)) } };
}
