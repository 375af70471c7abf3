import { expect, test } from 'vitest';
import { acceptAll } from '../../../support/master-answers.ts';
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
