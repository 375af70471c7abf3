import i18next, { type TFunction } from 'i18next';
import { catalogues } from '../shared/locales/catalogues.ts';
import { homeSentence } from '../shared/home-sentence.ts';
import type { Status } from '../shared/status.ts';
import type { TextRef } from '../shared/text-ref.ts';

/** Texts outside the screens: tray, menus, notifications, command line. From the same catalogue as the screens'. */
export interface Texts {
  /** The language they are in, as BCP 47. */
  readonly language: string;
  /** A text by its key; a parameter that is an ISO time is said as a time of day, or with its date when it is not today. */
  say(text: TextRef): string;
  sayStatus(status: Status): string;
}

const isoTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/;

/** @param locale a BCP 47 tag such as `en-GB`, for times, numbers and the language */
export async function createTexts(locale = 'en-GB', now: () => Date = () => new Date()): Promise<Texts> {
  const instance = i18next.createInstance();
  await instance.init({
    lng: locale,
    fallbackLng: 'en',
    resources: catalogues,
    interpolation: { escapeValue: false },
  });
  const translate: TFunction = instance.t;

  function sayTime(iso: string): string {
    const time = new Date(iso);
    const today = time.toDateString() === now().toDateString();
    return new Intl.DateTimeFormat(locale, { timeStyle: 'short', ...(today ? {} : { dateStyle: 'medium' }) }).format(
      time,
    );
  }

  function sayDuration(seconds: number): string {
    const [value, unit] =
      seconds < 90 ? [seconds, 'second'] : seconds < 5400 ? [seconds / 60, 'minute'] : [seconds / 3600, 'hour'];
    return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 0 }).format(
      Math.max(1, Math.round(value)),
    );
  }

  const say = ({ key, params }: TextRef): string => {
    const said = Object.fromEntries(
      Object.entries(params).map(([name, value]) => [
        name,
        typeof value === 'string' && isoTime.test(value) ? sayTime(value) : value,
      ]),
    );
    const seconds = params['seconds'];
    return translate(key, { ...said, ...(typeof seconds === 'number' ? { duration: sayDuration(seconds) } : {}) });
  };
  return { language: instance.resolvedLanguage ?? 'en', say, sayStatus: (status) => say(homeSentence(status)) };
}
