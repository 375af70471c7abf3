import type { NewField } from './fields.ts';
import type { ModelNames } from './names.ts';

const quote = (text: string): string => `'${text}'`;

/** The model's file. */
export function modelSource(names: ModelNames, fields: readonly NewField[]): string {
  const makers = [...new Set(fields.map((field) => field.kind))].sort();
  const title = fields.find((field) => field.kind === 'text') ?? fields[0];
  return `import { defineModel } from './kit/define-model.ts';
import { ${makers.join(', ')} } from './kit/fields.ts';

/** ${sentenceOf(names)} */
export const ${names.model} = defineModel({
  name: ${quote(names.model)},
  table: ${quote(names.table)},
  title: [${quote(title?.name ?? '')}],
  fields: {
${fields.map((field) => `    ${field.name}: ${fieldSource(field)},`).join('\n')}
  },
});
`;
}

function sentenceOf(names: ModelNames): string {
  const words = names.kebab.replaceAll('-', ' ');
  return `${/^[aeiou]/.test(words) ? 'An' : 'A'} ${words}.`;
}

function fieldSource(field: NewField): string {
  const required = field.required ? '{ required: true }' : '{}';
  if (field.kind === 'choice') return `choice([${field.options.map(quote).join(', ')}], ${required})`;
  if (field.kind === 'reference') return `reference(${quote(field.model)}, ${required})`;
  return `${field.kind}(${required})`;
}

/** @param tableOf the table of a model that a reference points to */
export function migrationSource(
  names: ModelNames,
  name: string,
  fields: readonly NewField[],
  tableOf: (model: string) => string,
): string {
  const helpers = fields.some((field) => field.kind === 'reference')
    ? 'addRecordColumns, addReference'
    : 'addRecordColumns';
  return `import type { Knex } from 'knex';
import type { Migration } from '../migration.ts';
import { ${helpers} } from './record-table.ts';

export const ${names.migration}: Migration = {
  name: ${quote(name)},
  async up(knex: Knex) {
    await knex.schema.createTable(${quote(names.table)}, (table) => {
      addRecordColumns(table);
${fields.map((field) => `      ${columnSource(field, tableOf)};`).join('\n')}
    });
  },
};
`;
}

function columnSource(field: NewField, tableOf: (model: string) => string): string {
  const name = quote(field.name);
  switch (field.kind) {
    case 'text':
      return `table.string(${name}, 255)`;
    case 'choice':
      return `table.string(${name}, ${Math.max(20, ...field.options.map((option) => option.length))})`;
    case 'datetime':
      return `table.string(${name}, 30)`;
    case 'integer':
    case 'money':
      return `table.bigInteger(${name})`;
    case 'boolean':
      return `table.boolean(${name})`;
    case 'reference':
      return `addReference(table, ${name}, ${quote(tableOf(field.model))}, { required: ${field.required} })`;
  }
}

/** A skeleton that passes as it is: the table fits the model, good values are taken, missing ones refused. */
export function testSource(names: ModelNames, fields: readonly NewField[]): string {
  const required = fields.filter((field) => field.required);
  const refusal = `
  it.each([${required.map((field) => quote(field.name)).join(', ')}])('refuses a record without %s', (field) => {
    expect(() => validateRecord(${names.model}, { ...sample, [field]: null })).toThrow(field);
  });
`;
  return `import { describe, expect, it } from 'vitest';
import { validateRecord } from '../../../src/models/kit/validate.ts';
import { ${names.model} } from '../../../src/models/${names.kebab}.ts';
import { openTestStore } from '../../support/open-test-store.ts';

const sample = {
${fields.map((field) => `  ${field.name}: ${sampleOf(field)},`).join('\n')}
};

describe(${quote(names.model)}, () => {
  it('has a table that fits it', async () => {
    const store = await openTestStore();
    expect(store.leftOut).toEqual([]);
    expect(store.repository(${quote(names.model)}).count()).toBe(0);
  });

  it('takes a good record', () => {
    expect(validateRecord(${names.model}, sample)).toEqual(sample);
  });
${required.length > 0 ? refusal : ''}});
`;
}

function sampleOf(field: NewField): string {
  switch (field.kind) {
    case 'text':
      return quote('Example');
    case 'choice':
      return quote(field.options[0] ?? '');
    case 'datetime':
      return quote('2026-01-31T08:00:00.000Z');
    case 'integer':
      return '3';
    case 'money':
      return '1250';
    case 'boolean':
      return 'true';
    case 'reference':
      return quote('01936f5e-7c00-7000-8000-000000000001');
  }
}
