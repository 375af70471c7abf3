import type { Settings } from '../../shared/settings.ts';
import type { TextRef } from '../../shared/text-ref.ts';
import type { Store } from '../store/open-store.ts';
import type { SettingsDamage } from './settings-file.ts';
import type { SettingsStore } from './settings-store.ts';

/**
 * What a damaged or missing file of the settings has lost is taken from the database where that knows it: else the branch would silently stand alone, and what was to stay
 * here would be sent.
 */
export function recoverSettings(settings: SettingsStore, store: Store): void {
  const damage = settings.damage();
  if (damage === null || neverWritten(damage, store)) return;
  const { lost } = damage;
  const known: Settings = {
    ...settings.get(),
    // There was no file to lose before the first question was answered.
    ...(lost.has('welcomed') ? { welcomed: true } : {}),
    ...(lost.has('excludedModels') ? { excludedModels: [...store.stayingByChoice] } : {}),
    ...(lost.has('masterUrl') ? { masterUrl: store.masterAddress() } : {}),
  };
  const enrolled = store.identity() !== null && known.masterUrl !== null;
  settings.recover({ ...known, ...(lost.has('instance') && enrolled ? { instance: 'slave' } : {}) });
}

/** What a person has to know of it. */
export function warningOfSettings(settings: SettingsStore, store: Store): TextRef | null {
  const damage = settings.damage();
  if (damage === null || neverWritten(damage, store)) return null;
  const { file } = settings;
  if (store.identity() !== null && settings.get().instance === 'standalone')
    return {
      key: damage.missing ? 'warnings.settingsMissingDisconnected' : 'warnings.settingsDisconnected',
      params: { file },
    };
  if (damage.missing) return { key: 'warnings.settingsMissing', params: { file } };
  return damage.strange === null
    ? { key: 'warnings.settingsDamaged', params: { file } }
    : { key: 'warnings.settingsStrange', params: { file, names: damage.strange.join(', ') } };
}

/** Connecting a branch writes the file, and so does keeping a model here: where neither was done, there may never have been one. */
function neverWritten({ missing }: SettingsDamage, store: Store): boolean {
  return missing && store.identity() === null && store.stayingByChoice.size === 0;
}
