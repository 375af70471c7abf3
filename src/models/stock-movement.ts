import { defineModel } from './kit/define-model.ts';
import { choice, datetime, integer, reference, text } from './kit/fields.ts';

/**
 * Stock that came (+) or went (−). Never changed after it is saved: a mistake is put right by another movement. What a
 * sale took from stock comes back when the sale is removed, because its movements are part of its lines.
 */
export const StockMovement = defineModel({
  name: 'StockMovement',
  table: 'stock_movements',
  title: ['reason'],
  appendOnly: true,
  fields: {
    product_id: reference('Product', { required: true }),
    sale_item_id: reference('SaleItem', { partOf: true, automatic: true }),
    quantity: integer({ required: true, min: -1_000_000, max: 1_000_000 }),
    reason: choice(['sale', 'delivery', 'count', 'return', 'loss'], { required: true }),
    moved_at: datetime({ required: true }),
    note: text({ max: 500 }),
  },
});
