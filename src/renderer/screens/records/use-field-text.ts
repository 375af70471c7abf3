import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldDescriptor, ListedRecord } from '../../../shared/ipc/records.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import { useNames } from '../../i18n/use-names.ts';

/** A field of a record as people read it; empty where it has no value. */
export function useFieldText(): (field: FieldDescriptor, listed: ListedRecord) => string {
  const { t } = useTranslation();
  const formats = useFormats();
  const names = useNames();
  return useCallback(
    (field, { record, referenceTitles }) => {
      const value = record[field.name];
      if (value === null || value === undefined || value === '') return '';
      if (typeof value === 'boolean') return value ? t('common.yes') : t('common.no');
      if (typeof value === 'number') return field.kind === 'money' ? formats.money(value) : formats.number(value);
      if (field.kind === 'datetime') return formats.dateTime(value);
      if (field.kind === 'choice') return names.choice(field.name, value);
      // What it refers to may not have arrived yet.
      if (field.kind === 'reference') return referenceTitles[field.name] ?? value.slice(0, 8);
      return value;
    },
    [t, formats, names],
  );
}
