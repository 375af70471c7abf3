import { describe, expect, it } from 'vitest';
import { defineModel, titleOf } from '../../../src/models/kit/define-model.ts';
import { discoverModels } from '../../../src/models/kit/discover.ts';
import { boolean, choice, datetime, integer, money, reference, text } from '../../../src/models/kit/fields.ts';
import { createRegistry } from '../../../src/models/kit/registry.ts';
import { validateRecord } from '../../../src/models/kit/validate.ts';

const Thing = defineModel({
  name: 'Thing',
  table: 'things',
  title: ['label', 'code'],
  fields: {
    code: text({ max: 5, required: true, unique: true }),
    label: text({}),
    size: integer({ min: 1, max: 9 }),
    price_cents: money({ min: 0 }),
    active: boolean({ default: true }),
    made_at: datetime({}),
    colour: choice(['red', 'blue'], {}),
    parent_id: reference('Thing', {}),
  },
});

describe('defineModel', () => {
  it.each([
    ['a name that is not PascalCase', { name: 'thing' }, 'PascalCase'],
    ['a table that is not snake_case', { table: 'Things' }, 'snake_case'],
    ['a reserved field', { fields: { id: text({}) } }, '"id"'],
    ['a title that is no field', { title: ['nothing'] }, '"nothing"'],
  ])('refuses %s', (_name, part, message) => {
    expect(() =>
      defineModel({ name: 'Thing', table: 'things', title: ['code'], fields: { code: text({}) }, ...part }),
    ).toThrow(message);
  });

  it('names a record by the first title field with a value', () => {
    expect(titleOf(Thing, { id: 'abcdefghij', label: null, code: 'A1' })).toBe('A1');
    expect(titleOf(Thing, { id: 'abcdefghij', label: null, code: null })).toBe('abcdefgh');
  });
});

describe('validateRecord', () => {
  it('fills defaults, keeps what exists and turns empty text into no value', () => {
    expect(validateRecord(Thing, { code: 'A', label: '' })).toMatchObject({
      code: 'A',
      label: null,
      active: true,
      size: null,
    });
    expect(validateRecord(Thing, { size: 3 }, { code: 'A', label: 'x', active: false })).toMatchObject({
      code: 'A',
      label: 'x',
      size: 3,
      active: false,
    });
  });

  it.each([
    ['code', undefined, 'must not be empty'],
    ['code', 'too long', 'at most 5 characters'],
    ['size', 0, 'at least 1'],
    ['size', 10, 'at most 9'],
    ['size', 1.5, 'whole number'],
    ['size', '3', 'whole number'],
    ['price_cents', -1, 'at least 0'],
    ['active', 'yes', 'true or false'],
    ['made_at', 'yesterday', 'must be a time'],
    ['colour', 'green', 'one of red, blue'],
    ['parent_id', '7', 'the id of a Thing'],
    ['__proto__x', 1, 'has no field'],
  ])('refuses %s = %j', (field, value, message) => {
    expect(() => validateRecord(Thing, { code: 'A', [field]: value })).toThrow(message);
  });
});

describe('the registry', () => {
  it('finds every model by its file, in order of reference', async () => {
    const { all, inOrderOfReference } = await discoverModels();
    expect(all.map((model) => model.name)).toEqual([
      'Category',
      'Customer',
      'PrintJob',
      'Product',
      'Sale',
      'SaleItem',
      'StockMovement',
    ]);
    const place = new Map(inOrderOfReference.map((model, index) => [model.name, index]));
    for (const model of all) {
      for (const { definition } of model.references)
        expect(place.get(definition.model)).toBeLessThan(place.get(model.name) ?? 0);
    }
  });

  it('refuses a reference to a model that does not exist', () => {
    const Orphan = defineModel({
      name: 'Orphan',
      table: 'orphans',
      title: ['code'],
      fields: { code: text({}), x_id: reference('Nothing', {}) },
    });
    expect(() => createRegistry([Orphan])).toThrow('Nothing, which is not a model');
  });
});
