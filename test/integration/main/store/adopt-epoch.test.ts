import { expect, test } from 'vitest';
import { acceptAll } from '../../../support/master-answers.ts';
import type { Store } from '../../../../src/main/store/open-store.ts';
import type { FeedEntry } from '../../../../src/shared/protocol/pull.ts';
import { createTestClock, openTestStore } from '../../../support/open-test-store.ts';

test('what a head office without backups has lost is sent whole, also where the cleanup knows only the newer of its fields (I17)', async () => {
  const clock = createTestClock();
  const store = await openTestStore({ clock });
  const limits = { maxChanges: 10, maxBytes: 1_000_000 };
  const send = async (): Promise<void> => {
    const batch = await store.sync.claim(limits);
    if (batch) await store.sync.settle(acceptAll(batch));
  };
  const customers = store.repository('Customer');
  const { id } = await store.write((trx) => customers.save(trx, { name: 'Ann' }));
  await send();
  await store.write((trx) => customers.save(trx, { id, notes: 'typed long ago' }));
  await send();
  clock.advance(30 * 86_400_000);
  await store.sync.cleanup(7);
  await store.write((trx) => customers.save(trx, { id, name: 'Anna' }));
  await send();
  await store.sync.cleanup(7);
  await store.sync.adoptEpoch(epoch, 0);
  const again = await store.sync.claim(limits);
  expect(again?.items.map(({ change }) => [change.changedFields, change.data['notes']])).toEqual([
    [null, 'typed long ago'],
  ]);
});

const id = '0190a1b2-0000-7000-8000-000000000001';
const at = '2026-11-23T08:00:00.000Z';
const epoch = '019ab000-0000-7000-8000-000000000001';

/** What the feed says of one customer. */
const entryOf = (
  store: Store,
  { sequence, version, ...data }: { readonly sequence: number; readonly version: number; readonly name: string },
  changedFields: string[] | null = null,
): FeedEntry => ({
  sequence,
  transactionId: null,
  modelName: 'Customer',
  modelId: id,
  action: 'upsert',
  version,
  changedFields,
  data: { ...store.repository('Customer').find(id), id, ...data, created_at: at, updated_at: at },
  branchId: null,
  hlc: `${at}-0000-master`,
  at,
});

test('what head office had changed itself goes back too where an edit of this branch, merged with it, was confirmed before it was pulled (I17)', async () => {
  const store = await openTestStore();
  const limits = { maxChanges: 10, maxBytes: 1_000_000 };
  await store.sync.applyFeed([entryOf(store, { sequence: 1, version: 1, name: 'Ann' })], 1);
  await store.write((trx) => store.repository('Customer').save(trx, { id, notes: 'typed here' }));
  const batch = await store.sync.claim(limits);
  const receipt = { sequence: 3, version: 3, confirmed_at: at };
  await store.sync.settle(
    (batch?.items ?? []).map(({ logId }) => ({ logId, accepted: true, status: 'merged', receipt, altered: true })),
  );
  const theirs = entryOf(store, { sequence: 2, version: 2, name: 'Anna' }, ['name']);
  const merged = entryOf(store, { sequence: 3, version: 3, name: 'Anna' }, ['notes']);
  await store.sync.applyFeed([theirs, merged], 3);
  await store.sync.adoptEpoch(epoch, 1);
  const again = await store.sync.claim(limits);
  expect(again?.items.map(({ change }) => [change.changedFields, change.data['name'], change.data['notes']])).toEqual([
    [['name', 'notes'], 'Anna', 'typed here'],
  ]);
});

test('what a head office says whose clock was set back between two restores is newer than all that it said before (I17)', async () => {
  const store = await openTestStore();
  await store.sync.applyFeed([entryOf(store, { sequence: 1, version: 2000, name: 'Of an epoch that began late' })], 1);
  await store.write((trx) => store.repository('Customer').save(trx, { id, notes: 'unsent' }));
  await store.sync.adoptEpoch(epoch, 1, 1000);
  expect(store.SyncLog.getAllPending()).toMatchObject([{ base_version: 1000 }]);
  await store.sync.applyFeed([entryOf(store, { sequence: 2, version: 1001, name: 'Of this one' })], 2);
  expect(store.repository('Customer').find(id)).toMatchObject({ name: 'Of this one', notes: 'unsent' });
});
