import { describe, expect, it } from 'vitest';
import type { Store } from '../../../../src/main/store/open-store.ts';
import type { Batch } from '../../../../src/main/sync/sync-store.ts';
import type { RecordRow } from '../../../../src/shared/record.ts';
import { acceptAll } from '../../../support/master-answers.ts';
import { createTestClock, openTestStore } from '../../../support/open-test-store.ts';

const limits = { maxChanges: 1000, maxBytes: 1_000_000 };
const damages = [
  ['changed_fields', '["name"'],
  ['changed_fields', '{"name":1}'],
  ['data', '{"name":'],
  ['resolves', 'c1'],
] as const;

async function claimed(store: Store): Promise<Batch['items'][number]['change'][]> {
  const batch = (await store.sync.claim(limits)) ?? { items: [], bytes: 0 };
  await store.sync.settle(acceptAll(batch));
  return batch.items.map(({ change }) => change);
}

/** Two customers that head office has, whose names were changed since: log 3 and log 4. */
async function openShop(): Promise<{ store: Store; ann: string; bob: string }> {
  const store = await openTestStore();
  const save = (row: RecordRow) => store.write((trx) => store.repository('Customer').save(trx, row));
  const ids = [String((await save({ name: 'Ann' }))['id']), String((await save({ name: 'Bob' }))['id'])];
  await claimed(store);
  const [ann = '', bob = ''] = ids;
  await save({ id: ann, name: 'Anna' });
  await save({ id: bob, name: 'Bobby' });
  return { store, ann, bob };
}

function spoil(store: Store, column: string, value: string, id = 3): void {
  store.context.prepare(`update sync_logs set ${column} = ? where id = ?`).run(value, id);
}

describe.each(damages)('I5 a log whose row is damaged (%s: %s)', (column, value) => {
  it('hides no other one in the list, and is shown as what cannot be read', async () => {
    const { store, ann, bob } = await openShop();
    spoil(store, column, value);
    const rows = store.SyncLog.search({}, { limit: 10 });
    expect(rows.map(({ id, model_id, unreadable }) => [id, model_id, unreadable ?? false])).toEqual([
      [4, bob, false],
      [3, ann, true],
      [2, bob, false],
      [1, ann, false],
    ]);
    expect(store.SyncLog.find(3)).toMatchObject({ unreadable: true, sync_status: 'pending' });
  });

  it('holds back none of the others, and is refused with a sentence that says what to do', async () => {
    const { store, bob } = await openShop();
    spoil(store, column, value);
    expect(await claimed(store)).toMatchObject([{ modelId: bob, changedFields: ['name'] }]);
    expect(store.SyncLog.find(3)).toMatchObject({
      sync_status: 'failed',
      error_code: 'change-unreadable',
      error_message: expect.stringMatching(/damaged.*Edit the record/),
    });
    expect(store.SyncLog.getSyncLogStats()).toMatchObject({ pending: 0, failed: 1, completed: 3 });
    // As it is, it is refused again, and nothing else with it.
    expect(store.SyncLog.retry([3])).toBe(1);
    expect(await claimed(store)).toEqual([]);
    expect(store.SyncLog.getSyncLogStats()).toMatchObject({ pending: 0, failed: 1 });
  });

  it.each(['before', 'after'])('goes out whole with the next edit, %s it was refused', async (when) => {
    const { store, ann } = await openShop();
    spoil(store, column, value);
    if (when === 'after') await claimed(store);
    await store.write((trx) => store.repository('Customer').save(trx, { id: ann, phone: '123' }));
    expect((await claimed(store)).filter(({ modelId }) => modelId === ann)).toMatchObject([
      { action: 'update', data: { name: 'Anna', phone: '123' } },
    ]);
    expect(store.SyncLog.getSyncLogStats()).toMatchObject({ pending: 0, failed: 0, completed: 4 });
    expect(store.SyncLog.find(3)?.unreadable).toBeUndefined();
  });

  it('keeps nothing of head office from coming in, and what was typed stays', async () => {
    const { store, ann } = await openShop();
    spoil(store, column, value);
    const told = { sequence: 50, version: 2, transactionId: null, branchId: null, action: 'upsert' } as const;
    const data = { ...store.repository('Customer').get(ann), name: 'Anne', phone: '5' };
    const when = { hlc: '2026-11-23T07:00:00.000Z-0000-master', at: '2026-11-23T07:00:00.000Z' };
    const entry = { ...told, ...when, modelName: 'Customer', modelId: ann, changedFields: ['name', 'phone'], data };
    await store.sync.applyFeed([entry], 50);
    expect(store.sync.facts().cursor).toBe(50);
    expect(store.repository('Customer').get(ann)).toMatchObject({ name: 'Anna' });
  });

  it('can be given up, and what was typed is kept', async () => {
    const { store, ann } = await openShop();
    spoil(store, column, value);
    await claimed(store);
    const record = { ...store.repository('Customer').get(ann), name: 'Ann' };
    store.sync.takeHeadOffice(3, [{ modelName: 'Customer', modelId: ann, version: 1, record }]);
    expect(store.repository('Customer').get(ann)).toMatchObject({ name: 'Ann' });
    expect(store.SyncLog.find(3)).toBeUndefined();
    const kept = store.context.prepare<{ content: string }>('select content from sync_conflicts').get();
    expect(kept?.content).toContain('Anna');
  });
});

describe('I10 a damaged log of a group', () => {
  it('keeps the whole group here, and what refers to it waits; the edit lets all of it go', async () => {
    const store = await openTestStore();
    const [tea, coffee] = await store.write((trx) =>
      ['Tea', 'Coffee'].map((name) => store.repository('Category').save(trx, { name })),
    );
    const category = String(tea?.['id']);
    await store.write((trx) =>
      store.repository('Product').save(trx, { name: 'Assam', sku: 'A1', price_cents: 100, category_id: category }),
    );
    spoil(store, 'changed_fields', '[', 1);
    expect(await claimed(store)).toEqual([]);
    expect(store.SyncLog.find(1)).toMatchObject({ sync_status: 'failed', error_code: 'change-unreadable' });
    expect(store.SyncLog.find(2)).toMatchObject({
      sync_status: 'failed',
      error_code: 'group-refused',
      model_id: coffee?.['id'],
    });
    expect(store.SyncLog.find(3)).toMatchObject({ sync_status: 'pending', held_by: 1 });
    await store.write((trx) => store.repository('Category').save(trx, { id: category, name: 'Teas' }));
    expect((await claimed(store)).map(({ modelName }) => modelName)).toEqual(['Category', 'Category', 'Product']);
  });
});

describe('I8 a damaged log that was sent and is in doubt', () => {
  it('gives way to the edit that was made since', async () => {
    const { store, ann } = await openShop();
    await store.sync.claim(limits);
    store.sync.recoverInFlight();
    await store.write((trx) => store.repository('Customer').save(trx, { id: ann, name: 'Annie' }));
    spoil(store, 'data', '{"name":');
    const sent = await claimed(store);
    expect(sent.filter(({ modelId }) => modelId === ann)).toMatchObject([{ data: { name: 'Annie' } }]);
    expect(store.SyncLog.getSyncLogStats()).toMatchObject({ pending: 0, syncing: 0, failed: 0 });
  });

  it('is waited for where the edit that was made since is the damaged one', async () => {
    const { store, ann } = await openShop();
    await store.sync.claim(limits);
    store.sync.recoverInFlight();
    await store.write((trx) => {
      store.repository('Customer').save(trx, { id: ann, name: 'Annie' });
      return store.repository('Customer').save(trx, { name: 'Cleo' });
    });
    spoil(store, 'changed_fields', '[', 5);
    expect((await claimed(store)).map(({ data }) => data['name'])).toEqual(['Anna', 'Bobby']);
    expect(await claimed(store)).toEqual([]);
    expect(store.SyncLog.find(5)).toMatchObject({ sync_status: 'failed', error_code: 'change-unreadable' });
    expect(store.SyncLog.find(6)).toMatchObject({ sync_status: 'failed', error_code: 'group-refused' });
    await store.write((trx) => store.repository('Customer').save(trx, { id: ann, phone: '123' }));
    expect((await claimed(store)).map(({ data }) => data['name'])).toEqual(['Annie', 'Cleo']);
  });
});

it('is told apart from a removal, which can only be given up and made again', async () => {
  const { store, ann } = await openShop();
  await store.write((trx) => store.repository('Customer').remove(trx, ann));
  const log = store.SyncLog.search({ action: 'delete' }, { limit: 1 })[0];
  spoil(store, 'data', '', log?.id);
  await claimed(store);
  expect(store.SyncLog.find(log?.id ?? 0)).toMatchObject({
    error_code: 'change-unreadable',
    error_message: expect.stringMatching(/Take head office's version, then remove the record again/),
  });
});

it('a confirmed log whose receipt is damaged is shown, and keeps no other from being cleaned up', async () => {
  const clock = createTestClock();
  const store = await openTestStore({ clock });
  await store.write((trx) => store.repository('Customer').save(trx, { name: 'Ann' }));
  await store.write((trx) => store.repository('Customer').save(trx, { name: 'Bob' }));
  await claimed(store);
  spoil(store, 'receipt', '{"sequence":', 1);
  expect(store.SyncLog.find(1)).toMatchObject({ sync_status: 'completed', receipt: null, unreadable: true });
  clock.advance(100 * 86_400_000);
  await store.SyncLog.cleanupOldSyncLogs(30);
  expect(store.SyncLog.find(2)).toBeUndefined();
});
