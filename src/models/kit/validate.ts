import { z } from 'zod';
import { SyncLogError } from '../../shared/errors.ts';
import type { FieldValue, RecordRow } from '../../shared/record.ts';
import type { Model } from './define-model.ts';
import type { Field } from './fields.ts';

const isoSchema = z.iso.datetime({ offset: false });

/**
 * Checks one value against its field and returns it as it is stored. `undefined` and empty text count as no value (null).
 * @throws SyncLogError `invalid-record` naming the field
 */
export function checkValue(model: Model, name: string, field: Field, value: unknown): FieldValue {
  const present = value === undefined || value === '' ? null : value;
  if (present === null) {
    if (field.required) throw refuse(model, name, 'must not be empty');
    return null;
  }
  return checkers[field.kind](present, field, (what) => refuse(model, name, what));
}

function refuse(model: Model, name: string, what: string): SyncLogError {
  return new SyncLogError('invalid-record', `${model.name} was not saved: ${name} ${what}.`, { field: name });
}

type Checker = (value: unknown, field: Field, refuse: (what: string) => SyncLogError) => FieldValue;

const wholeNumber: Checker = (value, field, no) => {
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw no('must be a whole number');
  const { min, max } = field as { min?: number; max?: number };
  if (min !== undefined && value < min) throw no(`must be at least ${min}`);
  if (max !== undefined && value > max) throw no(`must be at most ${max}`);
  return value;
};

const checkers: Record<Field['kind'], Checker> = {
  text(value, field, no) {
    if (typeof value !== 'string') throw no('must be text');
    const max = field.kind === 'text' ? field.max : 0;
    if (value.length > max) throw no(`must have at most ${max} characters`);
    return value;
  },
  integer: wholeNumber,
  money: wholeNumber,
  boolean(value, _field, no) {
    if (typeof value !== 'boolean') throw no('must be true or false');
    return value;
  },
  datetime(value, _field, no) {
    const parsed = isoSchema.safeParse(value);
    if (!parsed.success) throw no('must be a time such as 2026-11-23T08:00:00.000Z');
    return new Date(parsed.data).toISOString();
  },
  choice(value, field, no) {
    const options = field.kind === 'choice' ? field.options : [];
    if (typeof value !== 'string' || !options.includes(value)) throw no(`must be one of ${options.join(', ')}`);
    return value;
  },
  reference(value, field, no) {
    const target = field.kind === 'reference' ? field.model : '';
    if (!z.uuid().safeParse(value).success) throw no(`must be the id of a ${target}`);
    return String(value).toLowerCase();
  },
};

/**
 * Checks the given fields of a record and leaves out none: unknown names are refused, so that a typing mistake never loses a value silently.
 * `id`, `created_at` and `updated_at` pass through to the caller, who decides about them.
 * @param values what a person or program gave; missing fields are taken from `existing`, else from the field's default
 * @returns every field of the model with its stored value (without id and times)
 * @throws SyncLogError `invalid-record`
 */
export function validateRecord(
  model: Model,
  values: Readonly<Record<string, unknown>>,
  existing?: RecordRow,
): RecordRow {
  for (const name of Object.keys(values)) {
    if (!model.columns.includes(name)) {
      const known = Object.keys(model.fields).join(', ');
      throw new SyncLogError(
        'invalid-record',
        `${model.name} was not saved: it has no field "${name}" (it has ${known}).`,
        {
          field: name,
        },
      );
    }
  }
  const checked: RecordRow = {};
  for (const [name, field] of Object.entries(model.fields)) {
    const given = Object.hasOwn(values, name) ? values[name] : (existing?.[name] ?? (existing ? null : field.default));
    checked[name] = checkValue(model, name, field, given);
  }
  return checked;
}
