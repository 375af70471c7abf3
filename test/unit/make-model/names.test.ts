import { describe, expect, it } from 'vitest';
import { parseFields } from '../../../scripts/make-model/fields.ts';
import { namesOf } from '../../../scripts/make-model/names.ts';

describe('namesOf', () => {
  it.each([
    ['Supplier', 'supplier', 'suppliers', 'createSuppliers'],
    ['Category', 'category', 'categories', 'createCategories'],
    ['PriceList', 'price-list', 'price_lists', 'createPriceLists'],
    ['Box', 'box', 'boxes', 'createBoxes'],
    ['Day', 'day', 'days', 'createDays'],
    ['VATRate', 'vat-rate', 'vat_rates', 'createVATRates'],
  ])('derives every name from %s', (model, kebab, table, migration) => {
    expect(namesOf(model)).toMatchObject({ kebab, table, migration });
  });
});

describe('parseFields', () => {
  const models = ['Product', 'Category'];

  it('reads every kind', () => {
    expect(
      parseFields(
        ['name:text:required', 'note', 'state:choice:open,closed:required', 'product_id:reference:Product'],
        models,
      ),
    ).toEqual([
      { name: 'name', kind: 'text', required: true, options: [], model: '' },
      { name: 'note', kind: 'text', required: false, options: [], model: '' },
      { name: 'state', kind: 'choice', required: true, options: ['open', 'closed'], model: '' },
      { name: 'product_id', kind: 'reference', required: false, options: [], model: 'Product' },
    ]);
  });

  it('gives a model without fields a name', () => {
    expect(parseFields([], models)).toEqual([{ name: 'name', kind: 'text', required: true, options: [], model: '' }]);
  });

  it.each([
    ['Name:text', 'snake_case'],
    ['id:text', 'already'],
    ['order:integer', 'SQL'],
    ['size:number', 'no kind of field'],
    ['state:choice', 'needs its options'],
    ['state:choice:Open', 'needs its options'],
    ['shop_id:reference', 'needs the model'],
    ['shop_id:reference:Shop', 'not a model'],
    ['name:text:required:twice', 'too much'],
  ])('refuses %s', (field, reason) => {
    expect(() => parseFields([field], models)).toThrow(reason);
  });

  it('refuses a field that is given twice', () => {
    expect(() => parseFields(['name:text', 'name:integer'], models)).toThrow('twice');
  });
});
