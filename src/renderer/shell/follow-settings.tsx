import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { speak } from '../i18n/start-i18n.ts';
import { useAnswer } from '../bridge/use-answer.ts';
import { chooseLocale } from '../../shared/languages.ts';

/** Applies appearance and language as the settings say, at once and in every window. */
export function FollowSettings() {
  const { i18n } = useTranslation();
  const { data: settings } = useAnswer('settings.get', {});
  const appearance = settings?.appearance ?? 'system';
  const language = settings?.language ?? 'system';
  useEffect(() => {
    document.documentElement.dataset['appearance'] = appearance;
  }, [appearance]);
  useEffect(() => {
    const locale = chooseLocale(language, navigator.languages);
    document.documentElement.lang = locale;
    document.documentElement.dir = i18n.dir(locale);
    // Where the texts cannot be read, the program has ended, and the page says so in the language that it has.
    if (i18n.language !== locale) speak(i18n, locale).catch(() => undefined);
  }, [i18n, language]);
  return null;
}
