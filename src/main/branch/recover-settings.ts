import type { Settings } from '../../shared/settings.ts';
import type { TextRef } from '../../shared/text-ref.ts';
import type { Store } from '../store/open-store.ts';
import type { SettingsStore } from './settings-store.ts';

/**
 * What a damaged file of the settings has lost is taken from the database where that knows it: else the branch would silently stand alone, and what was to stay
 * here would be sent.
 */
export function recoverSettings(settings: SettingsStore, store: Store): void {
  const lost = settings.damage()?.lost;
  if (lost === undefined) return;
  const known: Settings = {
    ...settings.get(),
    // Nobody would find a file to damage where the first question was never answered.
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
  if (damage === null) return null;
  const { file } = settings;
  if (store.identity() !== null && settings.get().instance === 'standalone')
    return { key: 'warnings.settingsDisconnected', params: { file } };
  return damage.strange === null
    ? { key: 'warnings.settingsDamaged', params: { file } }
    : { key: 'warnings.settingsStrange', params: { file, names: damage.strange.join(', ') } };
}
