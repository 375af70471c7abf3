import { useCallback } from 'react';
import type { FieldDescriptor, ListedRecord } from '../../../shared/ipc/records.ts';
import { useValueText } from '../../i18n/use-value-text.ts';

/** A field of a record as people read it, a reference by the title of what it refers to; empty where it has no value. */
export function useFieldText(): (field: FieldDescriptor, listed: ListedRecord) => string {
  const say = useValueText();
  return useCallback(
    (field, { record, referenceTitles }) => {
      const value = record[field.name] ?? null;
      if (field.kind !== 'reference' || typeof value !== 'string') return say(field, value);
      // What it refers to may not have arrived yet.
      return referenceTitles[field.name] ?? value.slice(0, 8);
    },
    [say],
  );
}
