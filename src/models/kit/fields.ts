/** What every kind of field can say of itself. */
interface FieldCommon {
  /** Must have a value. Default: false. */
  readonly required?: boolean;
  /** Masked on screens until revealed, kept out of every file log and of support bundles. Default: false. */
  readonly sensitive?: boolean;
  /** Set by the program that makes the record (a sale's number and total): forms show it and do not offer to change it. Default: false. */
  readonly automatic?: boolean;
  /** Value of a new record that names none. */
  readonly default?: string | number | boolean;
}

export interface TextField extends FieldCommon {
  readonly kind: 'text';
  /** Longest text, in UTF-16 units. */
  readonly max: number;
  /** No two records of the model share a value; judged by head office, checked at the branch when a person saves (I15). */
  readonly unique?: boolean;
  readonly multiline?: boolean;
}
export interface IntegerField extends FieldCommon {
  readonly kind: 'integer';
  readonly min?: number;
  readonly max?: number;
}
/** Whole cents. */
export interface MoneyField extends FieldCommon {
  readonly kind: 'money';
  readonly min?: number;
  /** The price of one piece, so that sums of it say nothing and are not made. Default: false. */
  readonly perPiece?: boolean;
}
export interface BooleanField extends FieldCommon {
  readonly kind: 'boolean';
}
/** UTC ISO-8601 text. */
export interface DatetimeField extends FieldCommon {
  readonly kind: 'datetime';
}
export interface ChoiceField extends FieldCommon {
  readonly kind: 'choice';
  readonly options: readonly string[];
}
export interface ReferenceField extends FieldCommon {
  readonly kind: 'reference';
  /** Name of the model it points to. */
  readonly model: string;
  /** This record is a part of the one it points to and is removed with it (a sale's lines). Otherwise that one cannot be removed while this exists. */
  readonly partOf?: boolean;
}

export type Field = TextField | IntegerField | MoneyField | BooleanField | DatetimeField | ChoiceField | ReferenceField;

type Options<F extends Field> = Omit<F, 'kind'>;

export const text = <const O extends Partial<Options<TextField>>>(options: O) =>
  ({ kind: 'text', max: 255, ...options }) as const;
export const integer = <const O extends Options<IntegerField>>(options: O) =>
  ({ kind: 'integer', ...options }) as const;
export const money = <const O extends Options<MoneyField>>(options: O) => ({ kind: 'money', ...options }) as const;
export const boolean = <const O extends Options<BooleanField>>(options: O) =>
  ({ kind: 'boolean', ...options }) as const;
export const datetime = <const O extends Options<DatetimeField>>(options: O) =>
  ({ kind: 'datetime', ...options }) as const;
export const choice = <const C extends readonly string[], const O extends Omit<Options<ChoiceField>, 'options'>>(
  options: C,
  more: O,
) => ({ kind: 'choice', options, ...more }) as const;
export const reference = <const M extends string, const O extends Omit<Options<ReferenceField>, 'model'>>(
  model: M,
  options: O,
) => ({ kind: 'reference', model, ...options }) as const;
