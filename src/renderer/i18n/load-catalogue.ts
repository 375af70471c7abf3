import type { ResourceKey } from 'i18next';
import { languageOf, type Language } from '../../shared/languages.ts';

/** Each is a file of its own in the build: a page reads only the language that it speaks. */
const files: Readonly<Record<Language, () => Promise<{ readonly default: ResourceKey }>>> = {
  en: () => import('../../shared/locales/en.json', { with: { type: 'json' } }),
  fr: () => import('../../shared/locales/fr.json', { with: { type: 'json' } }),
};

function isLanguage(tag: string): tag is Language {
  return Object.hasOwn(files, tag);
}

/** The texts for a locale (BCP 47); the English ones where there are none in its language. */
export async function loadCatalogue(locale: string): Promise<ResourceKey> {
  const language = languageOf(locale);
  return (await files[isLanguage(language) ? language : 'en']()).default;
}
