import i18next, { type FormatterModule, type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { languageOf } from '../../shared/languages.ts';
import { formatsOf } from './formats.ts';
import { loadCatalogue } from './load-catalogue.ts';

/** i18next's own name for the one part that our catalogues have. */
const namespace = 'translation';

/** Every number in a text is written as the locale writes numbers; nothing else needs a format in the catalogue. */
function numbersOf(locale: string): FormatterModule {
  return {
    type: 'formatter',
    init() {},
    add() {},
    addCached() {},
    format(value: unknown, _format, language) {
      if (typeof value === 'number') return formatsOf(language ?? locale).number(value);
      return typeof value === 'string' ? value : '';
    },
  };
}

/**
 * The texts in the language of a locale. The catalogues have the same keys (a test holds it), so that no other language is loaded beside it.
 * @param locale a BCP 47 tag such as `fr-CA`
 */
export async function startI18n(locale: string, onMissing?: (key: string) => void): Promise<i18n> {
  const instance = i18next.createInstance();
  instance.use(numbersOf(locale)).use(initReactI18next);
  await instance.init({
    lng: locale,
    fallbackLng: false,
    resources: { [languageOf(locale)]: { [namespace]: await loadCatalogue(locale) } },
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

/** Goes over to another locale, whose catalogue is read when it is first spoken. */
export async function speak(instance: i18n, locale: string): Promise<void> {
  const language = languageOf(locale);
  if (!instance.hasResourceBundle(language, namespace))
    instance.addResourceBundle(language, namespace, await loadCatalogue(locale));
  await instance.changeLanguage(locale);
}
