import type { Language } from '../languages.ts';
import en from './en.json' with { type: 'json' };
import fr from './fr.json' with { type: 'json' };

/** The texts of every language, as i18next takes them. English is the one that the others are made from. */
export const catalogues = { en: { translation: en }, fr: { translation: fr } } as const satisfies Record<
  Language,
  unknown
>;
