import { defineModel } from './kit/define-model.ts';
import { choice, integer, text } from './kit/fields.ts';

/** A receipt or label waiting for the printer of this branch. Of no use elsewhere, so it is excluded from the sync. */
export const PrintJob = defineModel({
  name: 'PrintJob',
  table: 'print_jobs',
  title: ['document'],
  excluded: true,
  fields: {
    document: text({ max: 200, required: true }),
    copies: integer({ required: true, min: 1, max: 99, default: 1 }),
    state: choice(['waiting', 'printed', 'failed'], { required: true, default: 'waiting' }),
  },
});
