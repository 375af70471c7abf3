import { defineModel } from './kit/define-model.ts';
import { integer, money, reference } from './kit/fields.ts';

/** One line of a sale. Made with it and never changed by hand: its stock movement would say something else. */
export const SaleItem = defineModel({
  name: 'SaleItem',
  table: 'sale_items',
  title: ['quantity'],
  fields: {
    sale_id: reference('Sale', { required: true, partOf: true, automatic: true }),
    product_id: reference('Product', { required: true, automatic: true }),
    quantity: integer({ required: true, automatic: true, min: 1, max: 1_000_000 }),
    unit_price_cents: money({ required: true, automatic: true, min: 0, perPiece: true }),
    total_cents: money({ required: true, automatic: true, min: 0 }),
  },
});
