import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { RefusalCause } from '../../../../src/shared/ipc/logs.ts';
import type { SyncLogRow } from '../../../../src/shared/sync-log.ts';
import type { Store } from '../../../../src/main/store/open-store.ts';
import { openTestStore } from '../../../support/open-test-store.ts';
import { plansOf } from '../../../support/plans-of.ts';

const models = ['Category', 'Customer'] as const;
const codes = ['not-allowed', 'duplicate-value', 'invalid-record'] as const;

/** What grouping means, by reading every row of the log. */
function naive(
  rows: readonly SyncLogRow[],
): Pick<RefusalCause, 'code' | 'model' | 'count' | 'newestId' | 'sentence'>[] {
  const failed = rows.filter((row) => row.sync_status === 'failed');
  const keys = new Set(failed.map((row) => `${row.error_code} ${row.model_name}`));
  return [...keys]
    .map((key) => failed.filter((row) => `${row.error_code} ${row.model_name}` === key).sort((a, b) => a.id - b.id))
    .flatMap((group) => {
      const newest = group.at(-1);
      return newest
        ? {
            code: newest.error_code ?? '',
            model: newest.model_name,
            sentence: newest.error_message ?? '',
            count: group.length,
            newestId: newest.id,
          }
        : [];
    })
    .sort((a, b) => b.count - a.count || b.newestId - a.newestId);
}

async function saveOne(store: Store, model: string, name: string): Promise<number> {
  const saved = await store.write((trx) => store.repository(model).save(trx, { name }));
  return store.SyncLog.forRecord(model, String(saved['id']))[0]?.id ?? 0;
}

it('groups exactly the refused rows, while rows are recorded, confirmed, refused and tried again', async () => {
  const store = await openTestStore();
  const { SyncLog } = store;
  let named = 0;
  const step = fc.record({
    model: fc.constantFrom(...models),
    becomes: fc.constantFrom('pending', 'completed', 'retried', ...codes),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
      for (const [index, { model, becomes }] of steps.entries()) {
        const id = await saveOne(store, model, `Name ${(named += 1)}`);
        if (becomes === 'completed') SyncLog.markSyncLogsAsCompleted([id]);
        else if (becomes === 'retried') SyncLog.retry(SyncLog.refusedIds({ errorCode: 'not-allowed', model }));
        else if (becomes !== 'pending') SyncLog.markSyncLogsAsFailed([id], { code: becomes, message: `No ${index}.` });
      }
      const all = SyncLog.search({}, { limit: 10_000 });
      expect(SyncLog.causes()).toEqual(naive(all).map((cause) => ({ ...cause, together: 0, waiting: 0 })));
      for (const model of models)
        for (const errorCode of codes)
          expect(SyncLog.refusedIds({ errorCode, model })).toEqual(
            all
              .filter((row) => row.error_code === errorCode && row.model_name === model)
              .map(({ id }) => id)
              .toReversed(),
          );
    }),
    { numRuns: 30 },
  );
});

it.each([
  ['the causes', (store: Store) => store.SyncLog.causes()],
  ['the logs of a cause', (store: Store) => store.SyncLog.refusedIds({ errorCode: 'not-allowed', model: 'Customer' })],
  [
    'what is tried again',
    (store: Store) => store.SyncLog.retry(store.SyncLog.refusedIds({ errorCode: 'not-allowed', model: 'Customer' })),
  ],
])('reads no row of %s but the unsettled ones, whatever the size of the log', async (_what, read) => {
  const store = await openTestStore();
  const plans = plansOf(store, () => read(store));
  expect(plans.some((plan) => plan.includes('sync_logs_unsettled'))).toBe(true);
  // What was put together from them is read through.
  const made = new Set(plans.flatMap((plan) => /^(?:MATERIALIZE|CO-ROUTINE) (\S+)$/.exec(plan)?.[1] ?? []));
  const scanned = plans.flatMap((plan) => /^SCAN (\S+)$/.exec(plan)?.[1] ?? []);
  expect(scanned.filter((name) => !made.has(name))).toEqual([]);
});

it('finds what was refused together by its transaction, because among a hundred thousand nothing else comes to an end', async () => {
  const store = await openTestStore();
  await store.write((trx) => {
    store.repository('Category').save(trx, { name: 'Tea' });
    store.repository('Category').save(trx, { name: 'Coffee' });
  });
  const logs = store.SyncLog.search({}, { limit: 10 });
  const ids = logs.map(({ id }) => id);
  store.SyncLog.markSyncLogsAsFailed(ids, { code: 'duplicate-value', message: 'No.' });
  const plans = plansOf(store, () => expect(store.SyncLog.retry(ids.slice(0, 1))).toBe(2));
  expect(plans.some((plan) => plan.includes('sync_logs_refused_group'))).toBe(true);
  expect(plans.filter((plan) => plan.includes('sync_logs_unsettled'))).toEqual([]);
});
