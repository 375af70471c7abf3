import { describe, expect, it } from 'vitest';
import { createConflictsHandlers } from '../../../../src/main/ipc/conflicts-handlers.ts';
import { keepConflict } from '../../../../src/main/store/conflicts/keep-conflict.ts';
import type { Store } from '../../../../src/main/store/open-store.ts';
import type { RecordRow } from '../../../../src/shared/record.ts';
import { acceptAll } from '../../../support/master-answers.ts';
import { openTestStore } from '../../../support/open-test-store.ts';

const at = '2026-11-23T08:00:00.000Z';
const limits = { maxChanges: 1000, maxBytes: 1_000_000 };

/** A store with a conflict of each of two customers. */
async function openShop(): Promise<{
  store: Store;
  customers: readonly RecordRow[];
  conflicts: ReturnType<typeof createConflictsHandlers>;
}> {
  const store = await openTestStore();
  const customers = await store.write((trx) =>
    ['Ann', 'Bob'].map((name) => store.repository('Customer').save(trx, { name })),
  );
  await store.sync.settle(acceptAll((await store.sync.claim(limits)) ?? { items: [], bytes: 0 }));
  store.sync.recoverInFlight();
  await store.write((trx) => {
    customers.forEach((customer, index) => {
      const side = { branchId: null, name: null, at, action: 'update', record: customer } as const;
      keepConflict(store.context, trx, {
        id: `c${index + 1}`,
        modelName: 'Customer',
        modelId: String(customer['id']),
        kind: 'fields',
        rule: 'last-write-wins',
        title: String(customer['name']),
        at,
        content: { ours: side, theirs: side, fields: {}, changedFields: null, reason: null },
        resolved: null,
      });
    });
    return null;
  });
  return { store, customers, conflicts: createConflictsHandlers(store) };
}

function spoil(store: Store, column: string, value: string): void {
  store.context.prepare(`update sync_conflicts set ${column} = ? where id = 'c1'`).run(value);
}

describe('I16 a conflict whose row is damaged', () => {
  it.each([
    ['content', '{"ours":'],
    ['content', '{}'],
    ['content', ''],
    ['rule', 'whoever-shouts'],
  ])('hides no other one, and is shown itself as what cannot be read (%s: %s)', async (column, value) => {
    const { store, conflicts } = await openShop();
    spoil(store, column, value);
    expect(await conflicts['conflicts.list']({ state: 'open', offset: 0, limit: 10 })).toMatchObject({
      total: 2,
      open: 2,
      rows: [
        { id: 'c2', title: 'Bob', unreadable: false },
        { id: 'c1', title: 'Ann', unreadable: true, fields: [] },
      ],
    });
    expect(await conflicts['conflicts.get']({ id: 'c1' })).toMatchObject({
      unreadable: true,
      current: { name: 'Ann' },
      differences: [],
    });
  });

  it('is decided by leaving the record as it is or by what a person types, never by a side that nobody knows', async () => {
    const { store, customers, conflicts } = await openShop();
    const id = String(customers[0]?.['id']);
    spoil(store, 'content', '{"ours":');
    await expect(conflicts['conflicts.resolve']({ id: 'c1', keep: 'ours' })).rejects.toMatchObject({
      code: 'invalid-input',
    });
    expect(store.repository('Customer').get(id)).toMatchObject({ name: 'Ann' });
    expect(await conflicts['conflicts.resolve']({ id: 'c1', values: {} })).toEqual({ changed: false });
    expect(store.repository('Customer').get(id)).toMatchObject({ name: 'Ann' });
    expect(await conflicts['conflicts.list']({ state: 'open', offset: 0, limit: 10 })).toMatchObject({ total: 1 });
    const batch = await store.sync.claim(limits);
    expect(batch?.items.map((item) => item.change)).toMatchObject([{ action: 'update', resolves: ['c1'] }]);
  });

  it('is decided also where its record is deleted', async () => {
    const { store, customers, conflicts } = await openShop();
    await store.write((trx) => store.repository('Customer').remove(trx, String(customers[0]?.['id'])));
    spoil(store, 'content', '');
    expect(await conflicts['conflicts.resolve']({ id: 'c1', values: { name: 'Ann' } })).toEqual({ changed: false });
    expect(store.sync.conflictCount()).toBe(1);
  });
});
