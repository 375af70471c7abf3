import en from '../../shared/locales/en.json' with { type: 'json' };
import type { Settings } from '../../shared/settings.ts';

/** The catalogues there are, by language. Another language is another file here. */
export const catalogues = { en: { translation: en } } as const;

/**
 * The language of the texts, and the locale of times and numbers: the first of the person's languages that there is a catalogue for, so that a date is never in
 * another language than the sentence around it.
 * @param wanted the languages of the system, best first, as BCP 47 tags
 */
export function chooseLocale(setting: Settings['language'], wanted: readonly string[]): string {
  const known = (tag: string): boolean => Object.hasOwn(catalogues, tag.split('-')[0] ?? '');
  if (setting === 'system') return wanted.find(known) ?? 'en-GB';
  return wanted.find((tag) => tag.split('-')[0] === setting) ?? setting;
}
