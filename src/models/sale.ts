import { defineModel } from './kit/define-model.ts';
import { choice, datetime, money, reference, text } from './kit/fields.ts';

/** A sale to a customer, or to nobody in particular. Its lines are SaleItems, its effect on stock StockMovements; all are saved together (I10). */
export const Sale = defineModel({
  name: 'Sale',
  table: 'sales',
  title: ['number'],
  fields: {
    number: text({ max: 40, required: true, automatic: true }),
    customer_id: reference('Customer', {}),
    sold_at: datetime({ required: true, automatic: true }),
    total_cents: money({ required: true, automatic: true }),
    payment: choice(['cash', 'card', 'account'], { required: true, default: 'cash' }),
    note: text({ max: 1000, multiline: true }),
  },
});
