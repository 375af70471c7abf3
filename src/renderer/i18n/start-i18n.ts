import i18next, { type FormatterModule, type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { catalogues } from '../../shared/locales/catalogues.ts';
import { createFormats } from './formats.ts';

/** Every number in a text is written as the locale writes numbers; nothing else needs a format in the catalogue. */
function numbersOf(locale: string): FormatterModule {
  return {
    type: 'formatter',
    init() {},
    add() {},
    addCached() {},
    format(value: unknown, _format, language) {
      if (typeof value === 'number') return createFormats(language ?? locale).number(value);
      return typeof value === 'string' ? value : '';
    },
  };
}

export async function startI18n(locale: string, onMissing?: (key: string) => void): Promise<i18n> {
  const instance = i18next.createInstance();
  instance.use(numbersOf(locale)).use(initReactI18next);
  await instance.init({
    lng: locale,
    fallbackLng: 'en',
    resources: catalogues,
    returnNull: false,
    ...(onMissing
      ? {
          saveMissing: true,
          missingKeyHandler: (_languages: readonly string[], _namespace: string, key: string) => onMissing(key),
        }
      : {}),
    interpolation: { escapeValue: false, alwaysFormat: true },
  });
  return instance;
}
