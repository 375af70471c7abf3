import type { z } from 'zod';
import { settingsSchema, type Settings } from '../../../shared/settings.ts';

export type NumberSetting =
  | 'syncEveryMinutes'
  | 'syncAfterChangeMs'
  | 'keepCompletedDays'
  | 'batchMaxChanges'
  | 'batchMaxBytes'
  | 'pinLocksAfterMinutes'
  | 'notifyAfterHours';

/** How many of the setting's units make one of the units that people type: seconds for milliseconds, kilobytes for bytes. */
const unitSizes: Readonly<Record<NumberSetting, number>> = {
  syncEveryMinutes: 1,
  syncAfterChangeMs: 1000,
  keepCompletedDays: 1,
  batchMaxChanges: 1,
  batchMaxBytes: 1000,
  pinLocksAfterMinutes: 1,
  notifyAfterHours: 1,
};

/** Least and most, in the units that people type; taken from the schema, so that both sides agree. */
export function limitsOf(name: NumberSetting): { readonly min: number; readonly max: number } {
  const number: z.ZodNumber = settingsSchema.shape[name].unwrap();
  const size = unitSizes[name];
  return { min: Math.ceil((number.minValue ?? 0) / size), max: Math.floor((number.maxValue ?? 0) / size) };
}

export function typedOf(name: NumberSetting, settings: Settings): string {
  return String(settings[name] / unitSizes[name]);
}

/** What was typed as the setting holds it; undefined when it is no number within the limits. */
export function settingOf(name: NumberSetting, typed: string): number | undefined {
  const text = typed.trim().replace(',', '.');
  const value = Number(text) * unitSizes[name];
  const { min, max } = limitsOf(name);
  const valid =
    text !== '' && Number.isInteger(value) && value >= min * unitSizes[name] && value <= max * unitSizes[name];
  return valid ? value : undefined;
}
