import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { TextRef } from '../../shared/text-ref.ts';
import { useErrorText } from './use-error-text.ts';
import { useFormats } from './use-formats.ts';

const isoTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/;

/** Says a text that code outside the screens chose: its times, which are ISO text, and its error, by `code` and `message`, are written for the person. */
export function useSay(): (text: TextRef) => string {
  const { t } = useTranslation();
  const formats = useFormats();
  const errorText = useErrorText();
  return useCallback(
    ({ key, params }) => {
      const said = Object.entries(params).map(([name, value]) => [
        name,
        typeof value === 'string' && isoTime.test(value) ? formats.time(value) : value,
      ]);
      const { seconds, bytes } = params;
      const duration = typeof seconds === 'number' ? { duration: formats.duration(seconds) } : {};
      const size = typeof bytes === 'number' ? { size: formats.bytes(bytes) } : {};
      const { code, message } = params;
      const why =
        typeof code === 'string' && typeof message === 'string' ? { message: errorText({ code, message }).text } : {};
      const text: unknown = t(key, { ...Object.fromEntries(said), ...duration, ...size, ...why });
      return typeof text === 'string' ? text : key;
    },
    [t, formats, errorText],
  );
}
