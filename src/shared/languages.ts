/** The languages that there is a catalogue for (locales/), as a person can choose them. The first is spoken where none of the person's is known. */
export const languages = ['en', 'fr'] as const;
export type Language = (typeof languages)[number];

/**
 * The language of the texts, and the locale of times and numbers: the first of the person's languages that there is a catalogue for, so that a date is never in
 * another language than the sentence around it.
 * @param wanted the languages of the system, best first, as BCP 47 tags
 */
export function chooseLocale(setting: 'system' | Language, wanted: readonly string[]): string {
  const known = (tag: string): boolean => languages.some((language) => language === languageOf(tag));
  if (setting === 'system') return wanted.find(known) ?? 'en-GB';
  return wanted.find((tag) => languageOf(tag) === setting) ?? setting;
}

/** The language of a BCP 47 tag: "fr" of "fr-CA". */
export function languageOf(tag: string): string {
  return tag.split('-')[0]?.toLowerCase() ?? '';
}
