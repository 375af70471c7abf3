import { expect, it } from 'vitest';
import type { FeedEntry } from '../../../../src/shared/protocol/pull.ts';
import { openTestStore } from '../../../support/open-test-store.ts';

const id = '019ab000-0000-7000-8000-000000000001';
const at = '2026-11-23T07:00:00.000Z';
const held = (version: number, notes: string | null): FeedEntry => ({
  sequence: version,
  transactionId: null,
  modelName: 'Customer',
  modelId: id,
  action: 'upsert',
  version,
  changedFields: null,
  data: { id, name: 'Ann', email: null, phone: null, address: null, notes, created_at: at, updated_at: at },
  branchId: null,
  hlc: `${at}-0000-master`,
  at,
});

it('I18 a copy whose removal another copy had sent takes what head office holds, and keeps nothing aside', async () => {
  const store = await openTestStore();
  const customers = store.repository('Customer');
  await store.sync.applyFeed([held(1, null)], 1);
  await store.write((trx) => customers.remove(trx, id));
  // Head office's own edit, read while the removal waits: it is kept aside until somebody has judged.
  await store.sync.applyFeed([held(2, 'edited there')], 2);
  expect(customers.find(id)).toBeUndefined();
  const [open] = store.SyncLog.search({}, { limit: 1 });
  if (!open) throw new Error('The removal is not in the log');
  // The other copy sent it; the edit survived at head office.
  const receipt = { changeId: open.change_id, sequence: 2, version: 2, confirmedAt: at, hlc: open.hlc };
  const done = await store.sync.rebaseline(
    '019ab000-0000-7000-8000-0000000000ff',
    new Map([[open.change_id, receipt]]),
  );
  expect(done).toEqual({ kept: 0, acknowledged: 1 });
  expect(customers.find(id)).toMatchObject({ notes: 'edited there' });
  expect(store.context.prepare('select * from sync_shadows').all()).toEqual([]);
});
