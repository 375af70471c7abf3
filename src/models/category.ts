import { defineModel } from './kit/define-model.ts';
import { text } from './kit/fields.ts';

/** A group of products. */
export const Category = defineModel({
  name: 'Category',
  table: 'categories',
  title: ['name'],
  fields: {
    name: text({ max: 120, required: true, unique: true }),
    description: text({ max: 1000, multiline: true }),
  },
});
