import { useState } from 'react';
import type { FieldDescriptor, ListedRecord, ModelDescriptor } from '../../../shared/ipc/records.ts';
import type { FieldValue } from '../../../shared/record.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import { initialValue, readTyped, toTyped, type FieldProblem, type Typed } from './field-values.ts';

interface Touched {
  readonly typed: Typed;
  /** What the field held when the person began to change it. */
  readonly base: FieldValue | undefined;
}

export interface RecordForm {
  readonly fields: readonly FieldDescriptor[];
  typed(field: FieldDescriptor): Typed;
  type(field: FieldDescriptor, typed: Typed): void;
  /** Forgets what was typed into the field. */
  reset(field: FieldDescriptor): void;
  readonly dirty: boolean;
  /** The field was changed elsewhere while the person was changing it here. */
  changedElsewhere(field: FieldDescriptor): boolean;
  problem(field: FieldDescriptor): FieldProblem | undefined;
  /** What is to be saved: every field of a new record, the changed ones of another. null when something typed is no value. */
  read(): Record<string, FieldValue> | null;
}

/**
 * What a person has typed into a record's form, beside the record as it is now: fields they have not touched follow the record, those they have keep what was
 * typed.
 * @param listed null for a new record
 */
export function useRecordForm(model: ModelDescriptor, listed: ListedRecord | null): RecordForm {
  const { decimalSign } = useFormats();
  const [touched, setTouched] = useState<Readonly<Record<string, Touched>>>({});
  const [startedAt] = useState(() => new Date().toISOString());
  const fields = model.fields.filter((field) => !field.automatic);

  const current = (field: FieldDescriptor): FieldValue | undefined =>
    listed ? listed.record[field.name] : initialValue(field, startedAt);
  const untouched = (field: FieldDescriptor): Typed => toTyped(field, current(field), decimalSign);
  const typed = (field: FieldDescriptor): Typed => touched[field.name]?.typed ?? untouched(field);
  const differs = (field: FieldDescriptor): boolean => typed(field) !== untouched(field);
  const readings = fields.map((field) => ({ field, reading: readTyped(field, typed(field), decimalSign) }));

  return {
    fields,
    typed,
    type(field, value) {
      const base = current(field);
      setTouched((before) => ({
        ...before,
        [field.name]: { typed: value, base: before[field.name] ? before[field.name]?.base : base },
      }));
    },
    reset(field) {
      setTouched((before) => Object.fromEntries(Object.entries(before).filter(([name]) => name !== field.name)));
    },
    dirty: fields.some(differs),
    changedElsewhere(field) {
      const touch = touched[field.name];
      return listed !== null && touch !== undefined && differs(field) && touch.base !== current(field);
    },
    problem(field) {
      const found = readings.find((one) => one.field.name === field.name);
      return found && !found.reading.ok ? found.reading.problem : undefined;
    },
    read() {
      const values: Record<string, FieldValue> = {};
      for (const { field, reading } of readings) {
        if (listed && !differs(field)) continue;
        if (!reading.ok) return null;
        // The branch fills in what a new record leaves out.
        if (listed || reading.value !== null) values[field.name] = reading.value;
      }
      return values;
    },
  };
}
