import type { FieldDescriptor } from '../../../shared/ipc/records.ts';
import type { FieldValue } from '../../../shared/record.ts';
import { parseMoney, typeMoney } from '../../i18n/parse-money.ts';

/** What stands in a control: text, or whether it is ticked. A reference's text is the id of what it refers to. */
export type Typed = string | boolean;

/** Stands for something typed where a time belongs that is none. */
export const noTime = '?';

/** Text that was typed where a record is to be picked, and picks none yet; no id looks like it. */
export function unpicked(text: string): Typed {
  return `?${text}`;
}

/** The text of an `unpicked`; null for an id. */
export function unpickedText(typed: string): string | null {
  return typed.startsWith('?') ? typed.slice(1) : null;
}

/** Why something typed cannot be a field's value: a key under `records.problem`, and what its text names. */
export interface FieldProblem {
  readonly key: string;
  readonly params: Readonly<Record<string, string | number>>;
}

export type Reading =
  { readonly ok: true; readonly value: FieldValue } | { readonly ok: false; readonly problem: FieldProblem };

/** A field's value as it stands in its control. */
export function toTyped(field: FieldDescriptor, value: FieldValue | undefined, decimalSign: string): Typed {
  if (field.kind === 'boolean') return value === true;
  if (value === null || value === undefined) return '';
  if (field.kind === 'money' && typeof value === 'number') return typeMoney(value, decimalSign);
  if (field.kind === 'datetime') return toLocalTime(String(value));
  return String(value);
}

/** What a new record begins with. @param now ISO-8601 text, for a time that must be there */
export function initialValue(field: FieldDescriptor, now: string): FieldValue {
  if (field.default !== null) return field.default;
  if (field.kind === 'datetime' && field.required) return now;
  return field.kind === 'boolean' ? false : null;
}

/** The value that something typed means, checked as the branch will check it again when it is saved. */
export function readTyped(field: FieldDescriptor, typed: Typed, decimalSign: string): Reading {
  if (typeof typed === 'boolean') return { ok: true, value: typed };
  const text = typed.trim();
  if (text === '') return field.required ? problem('required') : { ok: true, value: null };
  switch (field.kind) {
    case 'integer': {
      const digits = text.replaceAll(/[\s\u00a0\u202f]/g, '').replace('\u2212', '-');
      return /^[-+]?\d{1,15}$/.test(digits) ? inRange(field, Number(digits), String) : problem('wholeNumber');
    }
    case 'money': {
      const cents = parseMoney(text, decimalSign);
      return cents === null
        ? problem('money', { example: typeMoney(1250, decimalSign) })
        : inRange(field, cents, (limit) => typeMoney(limit, decimalSign));
    }
    case 'datetime': {
      const time = new Date(text === noTime ? Number.NaN : text);
      return Number.isNaN(time.getTime()) ? problem('time') : { ok: true, value: time.toISOString() };
    }
    case 'text':
      if (field.max !== null && text.length > field.max) return problem('tooLong', { max: field.max });
      return { ok: true, value: text };
    case 'reference': {
      const unpickedHere = unpickedText(text);
      return unpickedHere === null ? { ok: true, value: text } : problem('unpicked', { text: unpickedHere });
    }
    case 'choice':
    case 'boolean':
      return { ok: true, value: text };
  }
}

function inRange(field: FieldDescriptor, value: number, write: (limit: number) => string): Reading {
  if (field.min !== null && value < field.min) return problem('atLeast', { min: write(field.min) });
  if (field.max !== null && value > field.max) return problem('atMost', { max: write(field.max) });
  return { ok: true, value };
}

function problem(key: string, params: FieldProblem['params'] = {}): Reading {
  return { ok: false, problem: { key, params } };
}

/** ISO-8601 UTC as `datetime-local` writes it, in this computer's time. */
function toLocalTime(iso: string): string {
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return '';
  const two = (number: number): string => String(number).padStart(2, '0');
  const day = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
  return `${day}T${two(time.getHours())}:${two(time.getMinutes())}`;
}
