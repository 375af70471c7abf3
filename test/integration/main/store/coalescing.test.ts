import { describe, expect, it } from 'vitest';
import type { Store } from '../../../../src/main/store/open-store.ts';
import type { Batch } from '../../../../src/main/sync/sync-store.ts';
import { acceptAll, refuseModel } from '../../../support/master-answers.ts';
import { openTestStore } from '../../../support/open-test-store.ts';
import { setAside } from '../../../support/set-aside.ts';

const limits = { maxChanges: 1000, maxBytes: 1_000_000 };

async function saveCustomer(store: Store, values: Record<string, unknown>): Promise<string> {
  return String((await store.write((trx) => store.repository('Customer').save(trx, values)))['id']);
}

const remove = (store: Store, id: string) => store.write((trx) => store.repository('Customer').remove(trx, id));

function open(store: Store) {
  return store.SyncLog.search({}, { limit: 100 })
    .toReversed()
    .map((row) => ({ action: row.action, status: row.sync_status, fields: row.changed_fields, doubt: row.in_doubt }));
}

describe('a record that changes again before its log was sent', () => {
  it('pending create + update stays a create, and is sent with the newest content', async () => {
    const store = await openTestStore();
    const id = await saveCustomer(store, { name: 'Ann' });
    await saveCustomer(store, { id, name: 'Anne' });
    expect(open(store)).toEqual([{ action: 'create', status: 'pending', fields: null, doubt: false }]);
    expect((await store.sync.claim(limits))?.items[0]?.change.data['name']).toBe('Anne');
  });

  it('pending create, never sent, + delete: both disappear', async () => {
    const store = await openTestStore();
    await remove(store, await saveCustomer(store, { name: 'Ann' }));
    expect(store.SyncLog.getSyncLogStats().total).toBe(0);
  });

  it('pending update + update unites the fields and keeps the oldest base', async () => {
    const store = await openTestStore();
    const id = await confirmedCustomer(store);
    await saveCustomer(store, { id, name: 'Anne' });
    await saveCustomer(store, { id, phone: '1' });
    const [log] = store.SyncLog.getAllPending();
    expect(log).toMatchObject({ action: 'update', changed_fields: ['name', 'phone'], base_version: 1 });
  });

  it('pending update + delete becomes a delete with the record in data', async () => {
    const store = await openTestStore();
    const id = await confirmedCustomer(store);
    await saveCustomer(store, { id, name: 'Anne' });
    await remove(store, id);
    expect(store.SyncLog.getAllPending()).toMatchObject([
      { action: 'delete', data: { id, name: 'Anne' }, base_version: 1 },
    ]);
  });

  it('pending delete + create of the same id becomes an update of the whole record', async () => {
    const store = await openTestStore();
    const id = await confirmedCustomer(store);
    await remove(store, id);
    await saveCustomer(store, { id, name: 'Again' });
    expect(store.SyncLog.getAllPending()).toMatchObject([{ action: 'update', changed_fields: null, data: null }]);
  });

  it('failed + any is pending again, merged, without its error, under a new change id', async () => {
    const store = await openTestStore();
    const id = await saveCustomer(store, { name: 'Ann' });
    const batch = await store.sync.claim(limits);
    if (!batch) throw new Error('nothing was claimed');
    await store.sync.settle(refuseModel(batch, 'Customer'));
    expect(store.SyncLog.search({ status: 'failed' }, { limit: 10 })).toMatchObject([
      { error_code: 'invalid-record', error_message: 'No Customer today.' },
    ]);
    await saveCustomer(store, { id, name: 'Anne' });
    const [log] = store.SyncLog.getAllPending();
    expect(log).toMatchObject({ action: 'create', error_code: null, error_message: null });
    expect(log?.change_id).not.toBe(batch.items[0]?.change.changeId);
  });

  it('syncing + update: a new row is appended, and only what was sent completes (I11)', async () => {
    const store = await openTestStore();
    const id = await saveCustomer(store, { name: 'Ann' });
    const batch = await store.sync.claim(limits);
    await saveCustomer(store, { id, name: 'Anne' });
    if (batch) await store.sync.settle(acceptAll(batch));
    expect(open(store)).toEqual([
      { action: 'create', status: 'completed', fields: null, doubt: false },
      { action: 'update', status: 'pending', fields: ['name'], doubt: false },
    ]);
    expect(store.SyncLog.getAllPending()[0]?.base_version).toBe(1);
  });

  it('in doubt + update: the older row goes again first, with the content and the change id it was sent with (I7)', async () => {
    const store = await openTestStore();
    const id = await saveCustomer(store, { name: 'Ann' });
    const first = await store.sync.claim(limits);
    await store.sync.putInDoubt(first?.items.map((item) => item.logId) ?? []);
    await saveCustomer(store, { id, name: 'Anne' });
    const second = await store.sync.claim(limits);
    expect(second?.items).toMatchObject([{ change: { action: 'create', data: { name: 'Ann' } } }]);
    expect(second?.items[0]?.change.changeId).toBe(first?.items[0]?.change.changeId);
    if (second) await store.sync.settle(acceptAll(second));
    expect((await store.sync.claim(limits))?.items).toMatchObject([
      { change: { action: 'update', data: { name: 'Anne' } } },
    ]);
  });

  it('in doubt + delete: the older row is still sent whole, then the delete', async () => {
    const store = await openTestStore();
    const id = await saveCustomer(store, { name: 'Ann' });
    const first = await store.sync.claim(limits);
    await store.sync.putInDoubt(first?.items.map((item) => item.logId) ?? []);
    await remove(store, id);
    const second = await store.sync.claim(limits);
    expect(second?.items).toMatchObject([{ change: { action: 'create', data: { name: 'Ann' } } }]);
    if (second) await store.sync.settle(acceptAll(second));
    expect((await store.sync.claim(limits))?.items).toMatchObject([
      { change: { action: 'delete', data: { name: 'Ann' } } },
    ]);
  });

  it('set aside + update: the edit takes its place at once, under a new change id, with the rest of its group (I5, I8)', async () => {
    const store = await openTestStore();
    const id = await confirmedCustomer(store);
    await store.write((trx) => {
      store.repository('Customer').save(trx, { id, phone: '1' });
      return store.repository('Customer').save(trx, { name: 'With her' });
    });
    const batch = await claimed(store);
    await setAside(store, batch, Date.now() + 300_000);
    await saveCustomer(store, { id, name: 'Anne' });
    const again = await claimed(store);
    expect(again.items.map((item) => item.change)).toMatchObject([
      { action: 'update', changedFields: ['name', 'phone'], baseVersion: 1, data: { name: 'Anne', phone: '1' } },
      { action: 'create', changeId: batch.items[1]?.change.changeId },
    ]);
    expect(again.items[0]?.change.changeId).not.toBe(batch.items[0]?.change.changeId);
    await store.sync.settle(acceptAll(again));
    expect(store.SyncLog.getSyncLogStats()).toMatchObject({ pending: 0, completed: 3, total: 3 });
  });

  it('set aside + delete: the delete goes out, for head office may have the record', async () => {
    const store = await openTestStore();
    const id = await saveCustomer(store, { name: 'Ann' });
    await setAside(store, await claimed(store), Date.now() + 300_000);
    await remove(store, id);
    expect(open(store)).toEqual([{ action: 'delete', status: 'pending', fields: null, doubt: false }]);
    expect((await claimed(store)).items).toMatchObject([{ change: { action: 'delete', data: { name: 'Ann' } } }]);
  });

  it.each([
    ['update', 'create', { name: 'Anne' }],
    ['delete', 'delete', { name: 'Ann' }],
  ])('edited while it was tried, then set aside + %s: the edit takes its place', async (edit, action, data) => {
    const store = await openTestStore();
    const id = await saveCustomer(store, { name: 'Ann' });
    const batch = await claimed(store);
    await (edit === 'delete' ? remove(store, id) : saveCustomer(store, { id, name: 'Anne' }));
    await setAside(store, batch, Date.now() + 300_000);
    expect(open(store)).toMatchObject([{ action, status: 'pending', doubt: false }]);
    expect((await claimed(store)).items).toMatchObject([{ change: { action, data } }]);
  });

  it('is held by the database itself: a second open log of a record is refused (I2)', async () => {
    const store = await openTestStore();
    await store.write((trx) => store.repository('Customer').save(trx, { name: 'Ann' }));
    const columns =
      'model_name, model_id, action, sync_status, change_id, payload_version, hlc, created_at, updated_at';
    expect(() => store.context.db.exec(`insert into sync_logs (${columns}) select ${columns} from sync_logs`)).toThrow(
      'UNIQUE constraint failed',
    );
  });

  it('hours offline do not multiply rows: what was never sent takes up the edit (I2)', async () => {
    const store = await openTestStore();
    const id = await saveCustomer(store, { name: 'Ann' });
    for (const name of ['Anna', 'Anne', 'Annie']) {
      const batch = await store.sync.claim(limits);
      await saveCustomer(store, { id, name });
      await store.sync.giveBack(batch?.items.map((item) => item.logId) ?? []);
    }
    expect(open(store)).toEqual([{ action: 'create', status: 'pending', fields: null, doubt: false }]);
    expect(store.SyncLog.getAllPending()[0]?.sync_attempts).toBe(0);
  });
});

async function claimed(store: Store): Promise<Batch> {
  const batch = await store.sync.claim(limits);
  if (!batch) throw new Error('nothing was claimed');
  return batch;
}

async function confirmedCustomer(store: Store): Promise<string> {
  const id = await saveCustomer(store, { name: 'Ann' });
  const batch = await store.sync.claim(limits);
  if (batch) await store.sync.settle(acceptAll(batch));
  return id;
}
