import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ErrorShape } from '../../shared/errors.ts';
import { languageOf } from '../../shared/languages.ts';

/** What went wrong, in the person's language. */
export interface SaidError {
  readonly text: string;
  /** The sentence of the program, which is English, where it says more than the text; null where it does not, or is the text. */
  readonly detail: string | null;
}

export interface ErrorText {
  (error: Pick<ErrorShape, 'code' | 'message' | 'field'>): SaidError;
}

/** Sentences of the page itself, which knows them by key. */
const ownTexts: Readonly<Record<string, string>> = { 'host-gone': 'host.gone', 'link-expired': 'host.expired' };

/** Codes that stand for many things: only the sentence names the value, the file or the other record. */
const saysMore: ReadonlySet<string> = new Set([
  'invalid-input',
  'unknown-model',
  'invalid-record',
  'duplicate-value',
  'missing-reference',
  'still-referenced',
  'not-allowed',
  'data-folder-unusable',
  'values-unreadable',
  'database-corrupt',
  'database-failed',
  'unreachable',
  'not-our-master',
  'too-large',
  'master-failed',
  'malformed-answer',
  'upgrade-required',
  'internal',
]);

/** Says errors of the branch and of head office. Their sentences are English; in another language the catalogue has one for each code. */
export function useErrorText(): ErrorText {
  const { t, i18n } = useTranslation();
  return useMemo(
    () =>
      ({ code, message, field }) => {
        const own = ownTexts[code];
        if (own) return { text: t(own), detail: null };
        if (languageOf(i18n.language) === 'en') return { text: message, detail: null };
        if (!i18n.exists(`errors.${code}`)) return { text: t('errors.unknown'), detail: message };
        const text = t(`errors.${code}`);
        const known = field !== undefined && i18n.exists(`fields.${field}`);
        return {
          text: known ? t('errors.about', { text, field: t(`fields.${field}`) }) : text,
          detail: saysMore.has(code) ? message : null,
        };
      },
    [t, i18n],
  );
}

/** A refusal that the log keeps, as an error. */
export function refusalOf(log: {
  readonly error_code: string | null;
  readonly error_message: string | null;
  readonly error_field: string | null;
}): ErrorShape | null {
  if (log.error_message === null) return null;
  const shape = { code: log.error_code ?? '', message: log.error_message };
  return log.error_field === null ? shape : { ...shape, field: log.error_field };
}
