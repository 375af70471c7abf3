import { describe, expect, it } from 'vitest';
import type { FeedEntry } from '../../../../src/shared/protocol/pull.ts';
import type { RecordRow } from '../../../../src/shared/record.ts';
import type { Store } from '../../../../src/main/store/open-store.ts';
import { acceptAll } from '../../../support/master-answers.ts';
import { openTestStore } from '../../../support/open-test-store.ts';

const limits = { maxChanges: 1000, maxBytes: 1_000_000 };
const id = '019ab000-0000-7000-8000-000000000001';
const customer = (values: RecordRow = {}): RecordRow => ({
  id,
  name: 'Ann',
  email: null,
  phone: null,
  address: null,
  notes: null,
  created_at: '2026-11-23T07:00:00.000Z',
  updated_at: '2026-11-23T07:00:00.000Z',
  ...values,
});

function entry(sequence: number, values: Partial<FeedEntry> = {}): FeedEntry {
  return {
    sequence,
    transactionId: null,
    modelName: 'Customer',
    modelId: id,
    action: 'upsert',
    version: sequence,
    changedFields: null,
    data: customer(),
    branchId: null,
    hlc: '2026-11-23T07:00:00.000Z-0000-master',
    at: '2026-11-23T07:00:00.000Z',
    ...values,
  };
}

const edit = (store: Store, values: Record<string, unknown>) =>
  store.write((trx) => store.repository('Customer').save(trx, { id, ...values }));
const read = (store: Store) => store.repository('Customer').find(id);

describe('applying the feed', () => {
  it('never logs (I3), and moves the cursor in the same transaction', async () => {
    const store = await openTestStore();
    await store.sync.applyFeed([entry(1)], 5);
    expect(read(store)).toMatchObject({ name: 'Ann' });
    expect(store.SyncLog.getSyncLogStats().total).toBe(0);
    expect(store.sync.facts().cursor).toBe(5);
    // Nothing follows its last entry: the cursor stands exactly there (I12).
    await store.sync.applyFeed([entry(6)], 6);
    expect(store.sync.facts().cursor).toBe(6);
  });

  it('names the field at which a record points to what head office deleted, when another field of it is edited (I15)', async () => {
    const store = await openTestStore();
    const category = { id: '019ab000-0000-7000-8000-00000000000c', name: 'Tea', description: null };
    const times = { created_at: '2026-11-23T07:00:00.000Z', updated_at: '2026-11-23T07:00:00.000Z' };
    const data = { ...category, ...times };
    const feed = { modelName: 'Category', modelId: category.id, data };
    await store.sync.applyFeed([entry(1, feed)], 1);
    const products = store.repository('Product');
    const draft = { sku: 'T1', name: 'Green', price_cents: 1, category_id: category.id };
    const product = await store.write((trx) => products.save(trx, draft));
    await store.sync.applyFeed([entry(2, { ...feed, action: 'delete', version: 2 })], 2);
    const rename = store.write((trx) => products.save(trx, { id: product['id'], name: 'Black' }));
    await expect(rename).rejects.toMatchObject({ code: 'missing-reference', field: 'category_id' });
    await store.write((trx) => products.save(trx, { id: product['id'], name: 'Black', category_id: null }));
    expect(products.find(String(product['id']))).toMatchObject({ name: 'Black', category_id: null });
  });

  it('takes rows before the rows they refer to, and two records with the same unique value (I15)', async () => {
    const store = await openTestStore();
    await store.write((trx) => store.repository('Product').save(trx, { sku: 'same', name: 'Ours', price_cents: 1 }));
    const product = {
      sku: 'same',
      name: 'Theirs',
      barcode: null,
      category_id: '019ab000-0000-7000-8000-000000000009',
      price_cents: 2,
    };
    const times = { created_at: '2026-11-23T07:00:00.000Z', updated_at: '2026-11-23T07:00:00.000Z' };
    await store.sync.applyFeed(
      [entry(1, { modelName: 'Product', data: { id, ...product, active: true, description: null, ...times } })],
      1,
    );
    expect(store.repository('Product').count({ where: { sku: 'same' } })).toBe(2);
  });

  it('checks what a person saves, whatever was pulled before, and has SQLite compile its statements anew only where a pulled row points nowhere (I15)', async () => {
    const told: string[] = [];
    const store = await openTestStore({
      wrapPrepare: (prepare) => (sql) => {
        if (sql.startsWith('pragma foreign_keys')) told.push(sql);
        return prepare(sql);
      },
    });
    const times = { created_at: '2026-11-23T07:00:00.000Z', updated_at: '2026-11-23T07:00:00.000Z' };
    const product = (index: number, categoryId: string | null): FeedEntry => {
      const modelId = `019ab000-0000-7000-8000-0000000000a${index}`;
      const values = { sku: `P${index}`, name: 'Tea', barcode: null, price_cents: 2, active: true, description: null };
      const data = { id: modelId, category_id: categoryId, ...values, ...times };
      return entry(index, { modelName: 'Product', modelId, data });
    };
    const isChecked = () => store.write(() => store.context.db.pragma('foreign_keys', { simple: true }));
    await store.sync.applyFeed([entry(1)], 1);
    await store.sync.applyFeed([product(2, null)], 2);
    expect(await isChecked()).toBe(1);
    expect(told).toEqual([]);
    expect(await store.sync.applyFeed([entry(3), product(4, '019ab000-0000-7000-8000-000000000009')], 4)).toMatchObject(
      { applied: 2 },
    );
    await store.sync.applyFeed([product(5, '019ab000-0000-7000-8000-000000000009')], 5);
    expect(told).toEqual(['pragma foreign_keys = off']);
    expect(await isChecked()).toBe(1);
    expect(store.sync.facts().cursor).toBe(5);
    expect(store.repository('Product').count()).toBe(3);
  });

  it('keeps the fields of an unsent edit and takes the rest, based on the version just pulled (I14)', async () => {
    const store = await openTestStore();
    await store.sync.applyFeed([entry(1)], 1);
    await edit(store, { phone: '123' });
    await store.sync.applyFeed([entry(2, { data: customer({ name: 'Anne' }), changedFields: ['name'] })], 2);
    expect(read(store)).toMatchObject({ name: 'Anne', phone: '123' });
    expect(store.SyncLog.getAllPending()).toMatchObject([{ changed_fields: ['phone'], base_version: 2 }]);
  });

  it('keeps the old base when head office changed the same field, so that the master sees the conflict (I16)', async () => {
    const store = await openTestStore();
    await store.sync.applyFeed([entry(1)], 1);
    await edit(store, { name: 'Anna' });
    await store.sync.applyFeed([entry(2, { data: customer({ name: 'Anne' }), changedFields: ['name'] })], 2);
    expect(read(store)).toMatchObject({ name: 'Anna' });
    expect(store.SyncLog.getAllPending()).toMatchObject([{ base_version: 1 }]);
  });

  it('keeps an edited record that head office removed, and a removed one that head office changed, until the master has judged', async () => {
    const store = await openTestStore();
    await store.sync.applyFeed([entry(1)], 1);
    await edit(store, { name: 'Anna' });
    await store.sync.applyFeed([entry(2, { action: 'delete' })], 2);
    expect(read(store)).toMatchObject({ name: 'Anna' });
    await store.write((trx) => store.repository('Customer').remove(trx, id));
    await store.sync.applyFeed([entry(3)], 3);
    expect(read(store)).toBeUndefined();
    expect(store.SyncLog.getAllPending()).toMatchObject([{ action: 'delete', base_version: 1 }]);
  });

  it('falls back to what head office holds when the lost answer to an edit says that others have changed the record since', async () => {
    const store = await openTestStore();
    await store.sync.applyFeed([entry(1)], 1);
    await edit(store, { name: 'Anna' });
    const sent = await store.sync.claim(limits);
    if (!sent) throw new Error('nothing was claimed');
    await store.sync.putInDoubt(sent.items.map((item) => item.logId));
    // Version 2 was ours (its answer was lost); version 3 is another branch's.
    await store.sync.applyFeed([entry(3, { data: customer({ name: 'Anne' }), changedFields: ['name'] })], 3);
    expect(read(store)).toMatchObject({ name: 'Anna' });
    const again = await store.sync.claim(limits);
    if (!again) throw new Error('nothing was claimed');
    const [duplicate] = acceptAll(again, 2);
    if (duplicate?.accepted) await store.sync.settle([{ ...duplicate, status: 'duplicate' }]);
    expect(read(store)).toMatchObject({ name: 'Anne' });
    expect(store.SyncLog.getSyncLogStats()).toMatchObject({ pending: 0, completed: 1 });
  });

  it('keeps entries of unknown models and columns for the version that knows them, and applies the rest', async () => {
    const store = await openTestStore();
    await store.sync.applyFeed(
      [entry(1, { modelName: 'Supplier' }), entry(2, { data: { ...customer({ name: 'Zoë' }), loyalty: 5 } })],
      2,
    );
    expect(read(store)).toMatchObject({ name: 'Zoë' });
    const parked = store.context
      .prepare<{ sequence: number }>('select sequence from parked_changes order by sequence')
      .all();
    expect(parked.map((row) => row.sequence)).toEqual([1, 2]);
  });

  it('applies a group and its cursor in one transaction, however long it is (I10)', async () => {
    const store = await openTestStore();
    const entries = Array.from({ length: 250 }, (_, index) => {
      const modelId = `019ab000-0000-7000-8000-${String(index).padStart(12, '0')}`;
      return entry(index + 1, { modelId, transactionId: id, data: customer({ id: modelId }) });
    });
    const seen = new Set<number>();
    store.onCommitted(() => seen.add(store.repository('Customer').count()));
    await store.sync.applyFeed(entries, 250);
    expect([...seen]).toEqual([250]);
  });

  it('gives a refused edit up for what was pulled since head office was asked, not for the older version that it answered', async () => {
    const store = await openTestStore();
    await store.sync.applyFeed([entry(1)], 1);
    await edit(store, { phone: '123' });
    const batch = await store.sync.claim(limits);
    const [sent] = batch?.items ?? [];
    const refusal = { code: 'invalid-record', message: 'The phone is wrong.' };
    await store.sync.settle([{ logId: sent?.logId ?? 0, accepted: false, ...refusal }]);
    const asked = { modelName: 'Customer', modelId: id, version: 1, record: customer() };
    await store.sync.applyFeed([entry(2, { data: customer({ name: 'Anne' }), changedFields: ['name'] })], 2);
    expect(store.sync.takeHeadOffice(sent?.logId ?? 0, [asked])).toBe(1);
    expect(read(store)).toEqual(customer({ name: 'Anne' }));
    await edit(store, { phone: '124' });
    expect((await store.sync.claim(limits))?.items[0]?.change).toMatchObject({ baseVersion: 2 });
  });

  it('gives nothing up for a head office that was put back to before the record: it would be taken for removed, and removed everywhere (I17)', async () => {
    const store = await openTestStore();
    await store.sync.applyFeed([entry(1)], 1);
    await edit(store, { phone: '123' });
    const [sent] = (await store.sync.claim(limits))?.items ?? [];
    const logId = sent?.logId ?? 0;
    await store.sync.settle([{ logId, accepted: false, code: 'invalid-record', message: 'The phone is wrong.' }]);
    const forgotten = { modelName: 'Customer', modelId: id, version: 0, record: null };
    expect(() => store.sync.takeHeadOffice(logId, [forgotten])).toThrow(
      expect.objectContaining({ code: 'epoch-changed' }),
    );
    expect(read(store)).toMatchObject({ phone: '123' });
    expect(store.sync.failedLogs(10)).toHaveLength(1);
  });

  it('gives up for a head office that was put back, once that is known here and it has refused what it lacks (I5, I17)', async () => {
    const store = await openTestStore();
    await store.sync.applyFeed([entry(1)], 1);
    await store.sync.adoptEpoch('019ab000-0000-7000-8000-000000000001', 0, 1000);
    const [sent] = (await store.sync.claim(limits))?.items ?? [];
    const logId = sent?.logId ?? 0;
    await store.sync.settle([{ logId, accepted: false, code: 'invalid-record', message: 'The phone is wrong.' }]);
    const lacking = { modelName: 'Customer', modelId: id, version: 0, record: null };
    expect(store.sync.takeHeadOffice(logId, [lacking])).toBe(1);
    expect(store.sync.failedLogs(10)).toHaveLength(0);
  });
});
