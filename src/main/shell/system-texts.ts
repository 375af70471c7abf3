import { app } from 'electron';
import type { Settings } from '../../shared/settings.ts';
import { createLiveTexts, type LiveTexts } from './live-texts.ts';

/** Texts in the language of the settings; where they leave it to the system, in the first of its languages that SyncLog speaks. */
export async function createSystemTexts(language: Settings['language']): Promise<LiveTexts> {
  return await createLiveTexts(language, [app.getLocale(), ...app.getPreferredSystemLanguages()]);
}
