import { describe, expect, it } from 'vitest';
import type { Store } from '../../../../src/main/store/open-store.ts';
import { findMiscountedBlock } from '../../../support/miscounted-block.ts';
import { openTestStore } from '../../../support/open-test-store.ts';

async function saveCustomers(store: Store, names: readonly string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const name of names) {
    const saved = await store.write((trx) => store.repository('Customer').save(trx, { name }));
    ids.push(String(saved['id']));
  }
  return ids;
}

const numbered = Array.from({ length: 25 }, (_, index) => `Customer ${index}`);

describe('a page of the log', () => {
  it('is found at any offset, newest first, whether ids are missing or not', async () => {
    const store = await openTestStore();
    const ids = await saveCustomers(store, numbered);
    const newestFirst = ids.toReversed();
    const pages = (): (string | undefined)[] =>
      [0, 10, 20].flatMap((offset) => store.SyncLog.search({}, { offset, limit: 10 }).map((row) => row.model_id));
    expect(pages()).toEqual(newestFirst);
    // Created and deleted before it was sent: head office never knew it, and its row is gone from the middle.
    const [gone] = newestFirst.splice(12, 1);
    await store.write((trx) => store.repository('Customer').remove(trx, String(gone)));
    expect(pages()).toEqual(newestFirst);
  });

  it('goes on after the row that was seen last', async () => {
    const store = await openTestStore();
    const ids = await saveCustomers(store, numbered);
    const first = store.SyncLog.search({}, { limit: 10 });
    const next = store.SyncLog.search({}, { before: first.at(-1)?.id ?? null, limit: 10 });
    expect(next.map((row) => row.model_id)).toEqual(ids.toReversed().slice(10, 20));
  });

  it('finds the only log of its kind, also when it took the place of another within one unit of work', async () => {
    const store = await openTestStore();
    const [first] = await saveCustomers(store, ['Ann']);
    const second = await store.write((trx) => {
      store.repository('Customer').remove(trx, String(first));
      return String(store.repository('Customer').save(trx, { name: 'Bea' })['id']);
    });
    expect(findMiscountedBlock(store)).toBeUndefined();
    expect(store.SyncLog.search({ model: 'Customer' }, { limit: 10 }).map((row) => row.model_id)).toEqual([second]);
    expect(store.SyncLog.count({ model: 'Customer' })).toBe(1);
  });

  it('counts what a filter finds', async () => {
    const store = await openTestStore();
    const [first] = await saveCustomers(store, numbered);
    await store.write((trx) => store.repository('Category').save(trx, { name: 'Tea' }));
    expect(store.SyncLog.count({})).toBe(26);
    expect(store.SyncLog.count({ status: 'pending' })).toBe(26);
    expect(store.SyncLog.count({ status: 'completed' })).toBe(0);
    expect(store.SyncLog.count({ status: 'pending', model: 'Category' })).toBe(1);
    expect(store.SyncLog.count({ text: String(first) })).toBe(1);
    expect(store.SyncLog.count({ text: '%' })).toBe(0);
  });
});
