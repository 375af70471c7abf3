import { describe, expect, it } from 'vitest';
import { initialValue, readTyped, toTyped } from '../../../src/renderer/screens/records/field-values.ts';
import type { FieldDescriptor } from '../../../src/shared/ipc/records.ts';

const field = (kind: FieldDescriptor['kind'], more: Partial<FieldDescriptor> = {}): FieldDescriptor => ({
  name: 'f',
  kind,
  required: false,
  sensitive: false,
  automatic: false,
  unique: false,
  multiline: false,
  max: null,
  min: null,
  options: [],
  model: null,
  partOf: false,
  default: null,
  ...more,
});

describe('what was typed', () => {
  it.each([
    ['money', '12.50', '.', 1250],
    ['money', '12,50', ',', 1250],
    ['money', '1.234,50', ',', 123_450],
    ['money', '7', '.', 700],
    ['integer', ' 1 200 ', '.', 1200],
    ['integer', '\u22123', '.', -3],
    ['text', '  Tea ', '.', 'Tea'],
    ['text', '   ', '.', null],
    ['reference', '', '.', null],
  ] as const)('as %s: %j with "%s" for decimals is %j', (kind, typed, sign, value) => {
    expect(readTyped(field(kind), typed, sign)).toEqual({ ok: true, value });
  });

  it.each([
    [field('text', { required: true }), ' ', 'required'],
    [field('text', { max: 3 }), 'four', 'tooLong'],
    [field('integer'), '1.5', 'wholeNumber'],
    [field('integer', { min: 1 }), '0', 'atLeast'],
    [field('integer', { max: 99 }), '100', 'atMost'],
    [field('money'), '1.2345', 'money'],
    [field('money', { min: 0 }), '-1', 'atLeast'],
    [field('datetime'), 'soon', 'time'],
  ])('%# is no value, and says why', (one, typed, key) => {
    expect(readTyped(one, typed, '.')).toMatchObject({ ok: false, problem: { key } });
  });

  it('comes back as it went in', () => {
    const values = [
      [field('money'), -1250],
      [field('integer'), 7],
      [field('boolean'), true],
      [field('datetime'), '2026-11-24T09:30:00.000Z'],
      [field('choice', { options: ['cash'] }), 'cash'],
    ] as const;
    for (const [one, value] of values)
      expect(readTyped(one, toTyped(one, value, ','), ',')).toEqual({ ok: true, value });
  });
});

it('begins a new record with defaults, and with now where a time must be', () => {
  const now = '2026-11-24T09:30:00.000Z';
  expect(initialValue(field('datetime', { required: true }), now)).toBe(now);
  expect(initialValue(field('datetime'), now)).toBeNull();
  expect(initialValue(field('boolean', { default: true }), now)).toBe(true);
  expect(initialValue(field('boolean'), now)).toBe(false);
});
