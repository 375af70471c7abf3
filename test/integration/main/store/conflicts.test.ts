import { describe, expect, it } from 'vitest';
import { createConflictsHandlers } from '../../../../src/main/ipc/conflicts-handlers.ts';
import type { Store } from '../../../../src/main/store/open-store.ts';
import { conflictModelName, type ConflictNote } from '../../../../src/shared/protocol/conflict.ts';
import type { FeedEntry } from '../../../../src/shared/protocol/pull.ts';
import type { RecordRow } from '../../../../src/shared/record.ts';
import { acceptAll } from '../../../support/master-answers.ts';
import { openTestStore } from '../../../support/open-test-store.ts';
import { saveSale } from '../../../support/save-sale.ts';

const here = '0190a1b2-0000-7000-8000-00000000000a';
const there = '0190a1b2-0000-7000-8000-00000000000b';
const at = '2026-11-23T08:00:00.000Z';
const limits = { maxChanges: 1000, maxBytes: 1_000_000 };

async function openShop(): Promise<{
  store: Store;
  customer: RecordRow;
  conflicts: ReturnType<typeof createConflictsHandlers>;
}> {
  const store = await openTestStore();
  store.setIdentity({ branchId: here, branchName: 'Here', masterId: there, masterPublicKey: 'x' });
  const customer = await store.write((trx) => store.repository('Customer').save(trx, { name: 'Ours', notes: 'n' }));
  await store.sync.settle(acceptAll((await store.sync.claim(limits)) ?? { items: [], bytes: 0 }));
  return { store, customer, conflicts: createConflictsHandlers(store) };
}

function noteAbout(customer: RecordRow, change: Partial<ConflictNote> = {}): ConflictNote {
  const other = { branchId: there, name: 'There', at };
  return {
    id: 'c1',
    modelName: 'Customer',
    modelId: String(customer['id']),
    kind: 'fields',
    rule: 'last-write-wins',
    title: 'Ours',
    at,
    version: 3,
    held: { ...other, action: 'update', record: { ...customer, name: 'Theirs' } },
    arrived: { branchId: here, name: 'Here', at, action: 'update', record: customer },
    fields: { name: { held: 'Theirs', arrived: 'Ours', winner: 'held', heldBy: other } },
    resolved: null,
    ...change,
  };
}

function entryOf(sequence: number, note: ConflictNote): FeedEntry {
  return {
    sequence,
    transactionId: null,
    modelName: conflictModelName,
    modelId: note.id,
    action: 'upsert',
    version: 1,
    changedFields: null,
    data: { id: note.id, note: JSON.stringify(note), created_at: at, updated_at: at },
    branchId: null,
    hlc: '',
    at,
  };
}

function recordEntry(sequence: number, version: number, data: RecordRow): FeedEntry {
  const modelId = String(data['id']);
  return {
    ...entryOf(sequence, noteAbout(data)),
    modelName: 'Customer',
    modelId,
    version,
    data,
    changedFields: ['name'],
  };
}

describe('I16 a conflict that head office tells of', () => {
  it('is kept once, however often it is told, with who wrote what and when', async () => {
    const { store, customer, conflicts } = await openShop();
    const entries = [entryOf(5, noteAbout(customer)), recordEntry(6, 3, { ...customer, name: 'Theirs' })];
    await store.sync.applyFeed(entries, 6);
    await store.sync.applyFeed(entries, 6);
    expect(await conflicts['conflicts.list']({ offset: 0, limit: 10 })).toMatchObject({
      total: 1,
      open: 1,
      rows: [
        {
          id: 'c1',
          state: 'open',
          fields: ['name'],
          ours: { branchId: here, name: 'Here', at },
          theirs: { branchId: there, name: 'There', at },
        },
      ],
    });
    expect(await conflicts['conflicts.get']({ id: 'c1' })).toMatchObject({
      differences: [{ name: 'name', ours: 'Ours', theirs: 'Theirs', winner: 'theirs', current: 'Theirs' }],
      current: { name: 'Theirs' },
    });
    expect(store.sync.conflictCount()).toBe(1);
  });

  it('is seen from the other side where the value stood here', async () => {
    const { store, customer, conflicts } = await openShop();
    const note = noteAbout(customer);
    await store.sync.applyFeed(
      [entryOf(5, { ...note, held: { ...note.held, branchId: here }, arrived: { ...note.arrived, branchId: there } })],
      5,
    );
    expect(await conflicts['conflicts.get']({ id: 'c1' })).toMatchObject({
      ours: { branchId: here },
      differences: [{ ours: 'Theirs', theirs: 'Ours', winner: 'ours' }],
    });
  });

  it('puts a value back as a logged change that says what it decides, and nothing else is sent', async () => {
    const { store, customer, conflicts } = await openShop();
    await store.sync.applyFeed(
      [entryOf(5, noteAbout(customer)), recordEntry(6, 3, { ...customer, name: 'Theirs' })],
      6,
    );
    expect(await conflicts['conflicts.resolve']({ id: 'c1', keep: 'ours' })).toEqual({ changed: true });
    expect(store.repository('Customer').get(String(customer['id']))['name']).toBe('Ours');
    expect(store.sync.conflictCount()).toBe(0);
    const batch = await store.sync.claim(limits);
    expect(batch?.items.map((item) => item.change)).toMatchObject([
      { action: 'update', changedFields: ['name'], baseVersion: 3, resolves: ['c1'], data: { name: 'Ours' } },
    ]);
  });

  it('says also that nothing is to be changed, and an edit that follows does not lose the decision', async () => {
    const { store, customer, conflicts } = await openShop();
    await store.sync.applyFeed(
      [entryOf(5, noteAbout(customer)), recordEntry(6, 3, { ...customer, name: 'Theirs' })],
      6,
    );
    expect(await conflicts['conflicts.resolve']({ id: 'c1', keep: 'theirs' })).toEqual({ changed: false });
    await store.write((trx) => store.repository('Customer').save(trx, { id: customer['id'], notes: 'more' }));
    const batch = await store.sync.claim(limits);
    expect(batch?.items.map((item) => item.change)).toMatchObject([{ changedFields: ['notes'], resolves: ['c1'] }]);
  });

  it('takes values of both, and brings a deleted record back whole', async () => {
    const { store, customer, conflicts } = await openShop();
    const gone = { ...recordEntry(6, 3, customer), action: 'delete' as const, changedFields: null };
    await store.sync.applyFeed([entryOf(5, noteAbout(customer)), gone], 6);
    await conflicts['conflicts.resolve']({ id: 'c1', values: { name: 'Both' } });
    expect(store.repository('Customer').get(String(customer['id']))).toMatchObject({ name: 'Both', notes: 'n' });
  });

  it('stays decided when it is told again, and waits again when the decision was refused and given up', async () => {
    const { store, customer, conflicts } = await openShop();
    const told = [entryOf(5, noteAbout(customer)), recordEntry(6, 3, { ...customer, name: 'Theirs' })];
    await store.sync.applyFeed(told, 6);
    await conflicts['conflicts.resolve']({ id: 'c1', keep: 'ours' });
    await store.sync.applyFeed(told, 6);
    expect(store.sync.conflictCount()).toBe(0);
    const [item] = (await store.sync.claim(limits))?.items ?? [];
    await store.sync.settle([{ logId: item?.logId ?? 0, accepted: false, code: 'invalid-record', message: 'No.' }]);
    const held = { modelName: 'Customer', modelId: String(customer['id']), version: 3, record: customer };
    store.sync.takeHeadOffice(item?.logId ?? 0, [{ ...held, record: { ...customer, name: 'Theirs' } }]);
    expect(store.sync.conflictCount()).toBe(1);
  });
});

describe('I16 what was given up', () => {
  it('is in the same list, decided, with the reason, and can be put back', async () => {
    const { store, customer, conflicts } = await openShop();
    const id = String(customer['id']);
    await store.write((trx) => store.repository('Customer').save(trx, { id, name: 'Typed' }));
    const [item] = (await store.sync.claim(limits))?.items ?? [];
    await store.sync.settle([{ logId: item?.logId ?? 0, accepted: false, code: 'invalid-record', message: 'No.' }]);
    store.sync.takeHeadOffice(item?.logId ?? 0, [{ modelName: 'Customer', modelId: id, version: 1, record: customer }]);
    expect(store.repository('Customer').get(id)['name']).toBe('Ours');
    const { rows, open } = await conflicts['conflicts.list']({ offset: 0, limit: 10 });
    expect([rows.length, open]).toEqual([1, 0]);
    const given = rows[0]?.id ?? '';
    expect(await conflicts['conflicts.get']({ id: given })).toMatchObject({
      kind: 'given-up',
      state: 'resolved',
      reason: { code: 'invalid-record', message: 'No.' },
      differences: expect.arrayContaining([expect.objectContaining({ name: 'name', ours: 'Typed', theirs: 'Ours' })]),
    });
    expect(await conflicts['conflicts.resolve']({ id: given, keep: 'ours' })).toEqual({ changed: true });
    const batch = await store.sync.claim(limits);
    expect(batch?.items.map((entry) => entry.change)).toMatchObject([
      { changedFields: ['name'], data: { name: 'Typed' } },
    ]);
    expect(batch?.items[0]?.change.resolves).toBeUndefined();
  });

  it('comes back with its parts, in one group, when it is put back as a whole (I10)', async () => {
    const { store, conflicts } = await openShop();
    const sale = await saveSale(store);
    const items = (await store.sync.claim(limits))?.items ?? [];
    const refusal = { accepted: false, code: 'invalid-record', message: 'No.' } as const;
    await store.sync.settle(items.map(({ logId }) => ({ logId, ...refusal })));
    const ofSale = items.filter(({ change }) => change.modelName !== 'Product');
    const held = ofSale.map(({ change: { modelName, modelId } }) => ({ modelName, modelId, version: 0, record: null }));
    expect(store.sync.takeHeadOffice(ofSale[0]?.logId ?? 0, held)).toBe(3);
    expect(store.repository('Sale').find(String(sale['id']))).toBeUndefined();
    const { rows } = await conflicts['conflicts.list']({ offset: 0, limit: 10, model: 'Sale' });
    expect(await conflicts['conflicts.resolve']({ id: rows[0]?.id ?? '', keep: 'ours' })).toEqual({ changed: true });
    for (const { change } of ofSale)
      expect(store.repository(change.modelName).find(change.modelId)).toMatchObject({ id: change.modelId });
    const again = store.SyncLog.getAllPending().filter((log) => log.model_name !== 'Product');
    expect(again.map((log) => log.model_name)).toEqual(['Sale', 'SaleItem', 'StockMovement']);
    expect(new Set(again.map((log) => log.transaction_id)).size).toBe(1);
  });
});

describe('I14 what an unsent edit is based on', () => {
  it('stays what its author saw when a later version hides that head office changed the same field', async () => {
    const { store, customer } = await openShop();
    const id = String(customer['id']);
    await store.write((trx) => store.repository('Customer').save(trx, { id, name: 'Mine' }));
    const theirs = { ...customer, name: 'Theirs' };
    await store.sync.applyFeed([recordEntry(5, 2, theirs)], 5);
    await store.sync.applyFeed([{ ...recordEntry(6, 3, { ...theirs, notes: 'x' }), changedFields: ['notes'] }], 6);
    expect(store.repository('Customer').get(id)).toMatchObject({ name: 'Mine', notes: 'x' });
    const batch = await store.sync.claim(limits);
    expect(batch?.items.map((item) => item.change)).toMatchObject([{ changedFields: ['name'], baseVersion: 1 }]);
  });

  it('is what was pulled when head office changed other fields', async () => {
    const { store, customer } = await openShop();
    const id = String(customer['id']);
    await store.write((trx) => store.repository('Customer').save(trx, { id, name: 'Mine' }));
    await store.sync.applyFeed([{ ...recordEntry(5, 2, { ...customer, notes: 'x' }), changedFields: ['notes'] }], 5);
    const batch = await store.sync.claim(limits);
    expect(batch?.items.map((item) => item.change)).toMatchObject([{ baseVersion: 2 }]);
  });

  it('is not raised by a confirmation that head office merged with what nobody here has seen yet', async () => {
    const { store, customer } = await openShop();
    const id = String(customer['id']);
    await store.write((trx) => store.repository('Customer').save(trx, { id, name: 'Mine' }));
    const [item] = (await store.sync.claim(limits))?.items ?? [];
    const receipt = { sequence: 9, version: 5, confirmed_at: at };
    await store.sync.settle([{ logId: item?.logId ?? 0, accepted: true, status: 'merged', receipt, altered: true }]);
    await store.write((trx) => store.repository('Customer').save(trx, { id, notes: 'again' }));
    const batch = await store.sync.claim(limits);
    expect(batch?.items.map((entry) => entry.change)).toMatchObject([{ changedFields: ['notes'], baseVersion: 1 }]);
  });
});
