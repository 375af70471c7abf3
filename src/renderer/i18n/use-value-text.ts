import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldDescriptor } from '../../shared/ipc/records.ts';
import type { FieldValue } from '../../shared/record.ts';
import { useFormats } from './use-formats.ts';
import { useNames } from './use-names.ts';

/** A value of a record as a person reads it; empty text where there is none. */
export function useValueText(): (field: FieldDescriptor, value: FieldValue) => string {
  const { t } = useTranslation();
  const formats = useFormats();
  const names = useNames();
  return useCallback(
    (field, value) => {
      if (value === null) return '';
      if (field.kind === 'boolean') return t(value === true ? 'common.yes' : 'common.no');
      if (field.kind === 'money' && typeof value === 'number') return formats.money(value);
      if (field.kind === 'integer' && typeof value === 'number') return formats.number(value);
      if (field.kind === 'datetime') return formats.dateTime(String(value));
      if (field.kind === 'choice') return names.choice(field.name, String(value));
      return String(value);
    },
    [t, formats, names],
  );
}
