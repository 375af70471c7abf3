import { defineModel } from './kit/define-model.ts';
import { text } from './kit/fields.ts';

/** Somebody who buys. What a person could be reached or found by is sensitive. */
export const Customer = defineModel({
  name: 'Customer',
  table: 'customers',
  title: ['name'],
  fields: {
    name: text({ max: 200, required: true }),
    email: text({ max: 254, sensitive: true }),
    phone: text({ max: 40, sensitive: true }),
    address: text({ max: 500, sensitive: true, multiline: true }),
    notes: text({ max: 2000, multiline: true }),
  },
});
