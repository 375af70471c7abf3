import { defineModel } from './kit/define-model.ts';
import { integer, money, reference } from './kit/fields.ts';

/** One line of a sale. */
export const SaleItem = defineModel({
  name: 'SaleItem',
  table: 'sale_items',
  title: ['quantity'],
  fields: {
    sale_id: reference('Sale', { required: true, partOf: true }),
    product_id: reference('Product', { required: true }),
    quantity: integer({ required: true, min: 1, max: 1_000_000 }),
    unit_price_cents: money({ required: true, min: 0 }),
    total_cents: money({ required: true, min: 0 }),
  },
});
