import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { TextRef } from '../../shared/text-ref.ts';
import { useFormats } from './use-formats.ts';

const isoTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/;

/** Says a text that code outside the screens chose: its times, which are ISO text, are written for the person. */
export function useSay(): (text: TextRef) => string {
  const { t } = useTranslation();
  const formats = useFormats();
  return useCallback(
    ({ key, params }) => {
      const said = Object.entries(params).map(([name, value]) => [
        name,
        typeof value === 'string' && isoTime.test(value) ? formats.time(value) : value,
      ]);
      const { seconds, bytes } = params;
      const duration = typeof seconds === 'number' ? { duration: formats.duration(seconds) } : {};
      const size = typeof bytes === 'number' ? { size: formats.bytes(bytes) } : {};
      const text: unknown = t(key, { ...Object.fromEntries(said), ...duration, ...size });
      return typeof text === 'string' ? text : key;
    },
    [t, formats],
  );
}
