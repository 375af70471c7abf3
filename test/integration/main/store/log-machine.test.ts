import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Batch, Settlement } from '../../../../src/main/sync/sync-store.ts';
import type { RecordRow } from '../../../../src/shared/record.ts';
import { openTestStore } from '../../../support/open-test-store.ts';

/** What a master would hold: records by id, and the changes it has taken. */
interface Master {
  readonly records: Map<string, RecordRow>;
  readonly taken: Set<string>;
}

type Step =
  | { readonly kind: 'save' | 'remove'; readonly record: number; readonly name: string }
  | { readonly kind: 'claim' }
  | { readonly kind: 'answer'; readonly lost: boolean; readonly refuse: boolean }
  | { readonly kind: 'refused connection' }
  | { readonly kind: 'crash' };

const ids = [1, 2, 3].map((n) => `019ab000-0000-7000-8000-00000000000${n}`);

const steps: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('save' as const),
      record: fc.nat(2),
      name: fc.constantFrom('a', 'b', 'c', 'd'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('remove' as const), record: fc.nat(2), name: fc.constant('') }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('claim' as const) }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('answer' as const), lost: fc.boolean(), refuse: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('refused connection' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('crash' as const) }) },
);

/** Takes each change once (I7); a create of what is there is an update, a delete of what is not there is nothing. */
function judge(master: Master, batch: Batch, refuse: boolean): Settlement[] {
  return batch.items.map(({ logId, change }) => {
    const receipt = { sequence: 1, version: 1, confirmed_at: '2026-11-23T08:00:00.000Z' };
    if (master.taken.has(change.changeId)) return { logId, accepted: true, status: 'duplicate', receipt };
    if (refuse) return { logId, accepted: false, code: 'invalid-record', message: 'No.' };
    master.taken.add(change.changeId);
    if (change.action === 'delete') master.records.delete(change.modelId);
    else master.records.set(change.modelId, change.data);
    return { logId, accepted: true, status: 'applied', receipt };
  });
}

describe('the log, whatever happens', () => {
  it('ends with the master holding what the branch holds, one open log per record at any time (I1, I2, I7, I8, I11)', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(steps, { minLength: 1, maxLength: 30 }), async (plan) => {
        const store = await openTestStore();
        const customers = store.repository('Customer');
        const master: Master = { records: new Map(), taken: new Set() };
        let travelling: Batch | null = null;
        const limits = { maxChanges: 2, maxBytes: 1_000_000 };

        const check = (): void => {
          const rows = store.context
            .prepare<{ sync_status: string; n: number }>(
              'select sync_status, count(*) as n from sync_logs group by sync_status',
            )
            .all();
          const counted = Object.fromEntries(rows.map((row) => [row.sync_status, row.n]));
          const { total: _total, ...stats } = store.SyncLog.getSyncLogStats();
          expect(stats).toEqual({ pending: 0, syncing: 0, completed: 0, failed: 0, ...counted });
          const open = store.SyncLog.getAllPending().filter((row) => !row.in_doubt);
          expect(new Set(open.map((row) => row.model_id)).size).toBe(open.length);
        };

        for (const step of plan) {
          const id = 'record' in step ? (ids[step.record] ?? '') : '';
          if (step.kind === 'save') await store.write((trx) => customers.save(trx, { id, name: step.name }));
          else if (step.kind === 'remove' && customers.find(id)) await store.write((trx) => customers.remove(trx, id));
          else if (step.kind === 'claim' && !travelling) travelling = await store.sync.claim(limits);
          else if (travelling) {
            const logIds = travelling.items.map((item) => item.logId);
            if (step.kind === 'answer') {
              const settlements = judge(master, travelling, step.refuse);
              if (step.lost) await store.sync.putInDoubt(logIds);
              else await store.sync.settle(settlements);
            } else if (step.kind === 'refused connection') await store.sync.giveBack(logIds);
            else if (step.kind === 'crash') store.sync.recoverInFlight();
            if (step.kind !== 'claim' && step.kind !== 'remove') travelling = null;
          }
          check();
        }

        store.sync.recoverInFlight();
        for (
          let round = 0;
          round < 50 && store.SyncLog.getSyncLogStats().completed !== store.SyncLog.getSyncLogStats().total;
          round += 1
        ) {
          store.SyncLog.retry({});
          for (let batch = await store.sync.claim(limits); batch; batch = await store.sync.claim(limits)) {
            await store.sync.settle(judge(master, batch, false));
          }
        }
        check();
        const { completed, total } = store.SyncLog.getSyncLogStats();
        expect(completed).toBe(total);
        const names = (records: Iterable<RecordRow>) =>
          [...records].map((record) => `${String(record['id'])} ${String(record['name'])}`).toSorted();
        expect(names(master.records.values())).toEqual(names(customers.list()));
        store.close();
      }),
      { numRuns: 150, seed: 20261123 },
    );
  });
});
