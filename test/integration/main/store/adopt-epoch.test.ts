import { expect, test } from 'vitest';
import { acceptAll } from '../../../support/master-answers.ts';
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
  await store.sync.adoptEpoch('019ab000-0000-7000-8000-000000000001', 0);
  const again = await store.sync.claim(limits);
  expect(again?.items.map(({ change }) => [change.changedFields, change.data['notes']])).toEqual([
    [null, 'typed long ago'],
  ]);
});

test('what a head office says whose clock was set back between two restores is newer than all that it said before (I17)', async () => {
  const store = await openTestStore();
  const id = '0190a1b2-0000-7000-8000-000000000001';
  const at = '2026-11-23T08:00:00.000Z';
  const entry = (sequence: number, version: number, name: string): FeedEntry => ({
    sequence,
    transactionId: null,
    modelName: 'Customer',
    modelId: id,
    action: 'upsert',
    version,
    changedFields: null,
    data: { ...store.repository('Customer').find(id), id, name, created_at: at, updated_at: at },
    branchId: null,
    hlc: `${at}-0000-master`,
    at,
  });
  await store.sync.applyFeed([entry(1, 2000, 'Of an epoch that began late')], 1);
  await store.write((trx) => store.repository('Customer').save(trx, { id, notes: 'unsent' }));
  await store.sync.adoptEpoch('019ab000-0000-7000-8000-000000000001', 1, 1000);
  expect(store.SyncLog.getAllPending()).toMatchObject([{ base_version: 1000 }]);
  await store.sync.applyFeed([entry(2, 1001, 'Of this one')], 2);
  expect(store.repository('Customer').find(id)).toMatchObject({ name: 'Of this one', notes: 'unsent' });
});
