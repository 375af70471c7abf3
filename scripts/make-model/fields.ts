import { Refusal } from './refuse.ts';
import { reservedWords } from './reserved-words.ts';

export const kinds = ['text', 'integer', 'money', 'boolean', 'datetime', 'choice', 'reference'] as const;
export type Kind = (typeof kinds)[number];

export interface NewField {
  readonly name: string;
  readonly kind: Kind;
  readonly required: boolean;
  /** A choice's options. */
  readonly options: readonly string[];
  /** The model that a reference points to. */
  readonly model: string;
}

const columnNames = ['id', 'created_at', 'updated_at'];

/**
 * Reads `name:text:required`, `price_cents:money`, `state:choice:open,closed`, `product_id:reference:Product:required`.
 * @throws Refusal
 */
export function parseFields(given: readonly string[], models: readonly string[]): NewField[] {
  const fields = (given.length > 0 ? given : ['name:text:required']).map((text) => parseField(text, models));
  const twice = fields.find((field, index) => fields.findIndex((other) => other.name === field.name) !== index);
  if (twice) throw new Refusal(`The field "${twice.name}" is given twice.`);
  return fields;
}

function parseField(text: string, models: readonly string[]): NewField {
  const [name = '', kindText = 'text', ...more] = text.split(':');
  if (!/^[a-z][a-z0-9_]*$/.test(name))
    throw new Refusal(`"${name}" is no name for a field: use snake_case, such as unit_price_cents.`);
  if (columnNames.includes(name)) throw new Refusal(`Every record has the field "${name}" already.`);
  if (reservedWords.has(name))
    throw new Refusal(`"${name}" means something else in SQL; choose another name for the field.`);
  const kind = kinds.find((known) => known === kindText);
  if (!kind) throw new Refusal(`"${kindText}" is no kind of field; the kinds are ${kinds.join(', ')}.`);
  const required = more.at(-1) === 'required';
  const rest = required ? more.slice(0, -1) : more;
  const detail = kind === 'choice' || kind === 'reference' ? rest.shift() : undefined;
  if (rest.length > 0) throw new Refusal(`"${text}" says too much after the kind: "${rest.join(':')}".`);
  return {
    name,
    kind,
    required,
    options: kind === 'choice' ? parseOptions(name, detail) : [],
    model: kind === 'reference' ? parseModel(name, detail, models) : '',
  };
}

function parseOptions(name: string, detail: string | undefined): string[] {
  const options = (detail ?? '').split(',');
  if (options.every((option) => /^[a-z][a-z0-9_-]*$/.test(option)) && new Set(options).size === options.length)
    return options;
  throw new Refusal(`The choice "${name}" needs its options in lower case, such as ${name}:choice:open,closed.`);
}

function parseModel(name: string, detail: string | undefined, models: readonly string[]): string {
  if (detail !== undefined && models.includes(detail)) return detail;
  const why =
    detail === undefined || detail === ''
      ? 'needs the model it points to'
      : `points to "${detail}", which is not a model`;
  throw new Refusal(`The reference "${name}" ${why}; the models are ${models.join(', ')}.`);
}
