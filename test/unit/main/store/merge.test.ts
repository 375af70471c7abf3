import { describe, expect, it } from 'vitest';
import { mergeChanges, type Mergeable } from '../../../../src/main/store/log/merge.ts';

const create: Mergeable = { action: 'create', changedFields: null };
const remove: Mergeable = { action: 'delete', changedFields: null };
const update = (...fields: string[]): Mergeable => ({ action: 'update', changedFields: fields });
const whole: Mergeable = { action: 'update', changedFields: null };

describe('mergeChanges', () => {
  it.each([
    ['create, then update, stays a create', create, update('name'), create],
    ['create, then delete, is nothing', create, remove, null],
    [
      'update, then update, has the fields of both',
      update('name', 'sku'),
      update('active', 'name'),
      update('active', 'name', 'sku'),
    ],
    ['update of the whole, then of a field, stays the whole', whole, update('name'), whole],
    ['update, then delete, is a delete', update('name'), remove, remove],
    ['delete, then create, is an update of the whole', remove, create, whole],
    ['delete, then delete, is a delete', remove, remove, remove],
  ])('%s', (_name, open, newer, expected) => {
    expect(mergeChanges(open, newer)).toEqual(expected);
  });
});
