import { defineModel } from './kit/define-model.ts';
import { boolean, money, reference, text } from './kit/fields.ts';

/** Something that is sold. Its stock is the sum of its stock movements, never a field: sums of movements cannot conflict. */
export const Product = defineModel({
  name: 'Product',
  table: 'products',
  title: ['name', 'sku'],
  fields: {
    sku: text({ max: 64, required: true, unique: true }),
    name: text({ max: 200, required: true }),
    barcode: text({ max: 64 }),
    category_id: reference('Category', {}),
    price_cents: money({ required: true, min: 0, perPiece: true }),
    active: boolean({ required: true, default: true }),
    description: text({ max: 2000, multiline: true }),
  },
});
