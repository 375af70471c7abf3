import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openStore, type Store } from '../../../../src/main/store/open-store.ts';
import { openTestStore } from '../../../support/open-test-store.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

/** Ids that hold parts of each other, so that what is looked for is found in many of them, in few or in none. */
const endings = ['00aabbccdd11', '11aabbccdd22', '00aabbcc0000', 'ddaabbccdd11', '000000000000'];
const parts = ['aabbccdd', '0aabbccdd', 'aabbccdd1', '00aabbccdd11', 'aabbcc00', 'bbccdd11', 'ffffffff'];

const recordId = (number: number, ending: string): string =>
  `${number.toString(16).padStart(8, '0')}-0000-7000-8000-${ending}`;

type Step =
  | { readonly does: 'save' | 'save elsewhere'; readonly ending: string }
  | { readonly does: 'confirm' | 'edit' | 'remove' | 'clean up' | 'fail to save'; readonly which: number }
  | { readonly does: 'look'; readonly part: string };

const steps = fc.array<Step>(
  fc.oneof<fc.Arbitrary<Step>[]>(
    fc.record({
      does: fc.constantFrom('save' as const, 'save elsewhere' as const),
      ending: fc.constantFrom(...endings),
    }),
    fc.record({
      does: fc.constantFrom(...(['confirm', 'edit', 'remove', 'clean up', 'fail to save'] as const)),
      which: fc.nat(),
    }),
    fc.record({ does: fc.constant('look' as const), part: fc.constantFrom(...parts) }),
  ),
  { maxLength: 30 },
);

const idGivenAgain: Step[] = [
  { does: 'save', ending: '000000000000' },
  { does: 'fail to save', which: 0 },
  { does: 'save', ending: '000000000000' },
];

/** The logs whose record's id holds the part, by reading every row. */
function naive(store: Store, part: string): number[] {
  return store.SyncLog.search({}, { limit: 10_000 })
    .filter((row) => row.model_id.includes(part))
    .map((row) => row.id);
}

function look(store: Store, part: string): void {
  const wanted = naive(store, part);
  expect(store.SyncLog.search({ text: part }, { limit: 10_000 }).map((row) => row.id)).toEqual(wanted);
  expect(store.SyncLog.count({ text: part })).toBe(wanted.length);
  const confirmed = store.SyncLog.search({ status: 'completed' }, { limit: 10_000 });
  const both = confirmed.filter((row) => row.model_id.includes(part)).map((row) => row.id);
  expect(store.SyncLog.search({ text: part, status: 'completed' }, { limit: 10_000 }).map((row) => row.id)).toEqual(
    both,
  );
}

it('finds exactly the logs whose id holds a part, while logs come, change and go, also by another process', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (sequence) => {
      const dataDir = tempFolder();
      const store = await openStore({ dataDir });
      const elsewhere = await openStore({ dataDir });
      const categories = store.repository('Category');
      let number = 0;
      const save = (at: Store, ending: string): Promise<unknown> => {
        number += 1;
        const id = recordId(number, ending);
        return at.write((trx) => at.repository('Category').save(trx, { id, name: `Category ${number}` }));
      };
      try {
        for (const step of sequence) {
          if ('part' in step) look(store, step.part);
          else if ('ending' in step) await save(step.does === 'save' ? store : elsewhere, step.ending);
          else if (step.does === 'clean up') await store.SyncLog.cleanupOldSyncLogs(0);
          else {
            const records = categories.list({ orderBy: 'name', limit: 1000, offset: 0 });
            const id = String(records[step.which % records.length]?.['id'] ?? '');
            const [log] = id === '' ? [] : store.SyncLog.forRecord('Category', id);
            if (id === '') continue;
            if (step.does === 'confirm') store.SyncLog.markSyncLogsAsCompleted(log ? [log.id] : []);
            else if (step.does === 'remove') await store.write((trx) => categories.remove(trx, id));
            else if (step.does === 'edit')
              await store.write((trx) => categories.save(trx, { id, name: `Edited ${(number += 1)}` }));
            else {
              // Asked within a transaction that is rolled back: its ids are given again, to other records.
              const failing = store.write((trx) => {
                number += 1;
                categories.save(trx, { id: recordId(number, '00aabbccdd11'), name: `Category ${number}` });
                store.SyncLog.count({ text: 'aabbccdd' });
                throw new Error('Not saved');
              });
              await expect(failing).rejects.toThrow('Not saved');
            }
          }
        }
        for (const part of parts) look(store, part);
      } finally {
        elsewhere.close();
        store.close();
      }
    }),
    { numRuns: 40, examples: [[idGivenAgain]] },
  );
});

it('reads every id once; the same part again, a longer one and the next page read what was found and what came since', async () => {
  const asked: string[] = [];
  const store = await openTestStore({
    wrapPrepare: (prepare) => (sql) => {
      asked.push(sql);
      return prepare(sql);
    },
  });
  const walks = (read: () => unknown): number => {
    asked.length = 0;
    read();
    const plans = [...asked].flatMap((sql) =>
      store.context.db
        .prepare<unknown[], { detail: string }>(`explain query plan ${sql}`)
        .all(...(sql.match(/\?/g) ?? []).map(() => null)),
    );
    return plans.filter(({ detail }) => /^SCAN sync_logs(?!.*sync_logs_unsettled)/.test(detail)).length;
  };
  await store.write((trx) =>
    store.repository('Category').saveMany(
      trx,
      endings.map((ending, index) => ({ id: recordId(index, ending), name: `Category ${index}` })),
    ),
  );
  const { SyncLog } = store;
  expect(walks(() => SyncLog.search({ text: 'aabbccdd' }, { limit: 2 }))).toBe(1);
  expect(walks(() => SyncLog.count({ text: 'aabbccdd' }))).toBe(0);
  expect(walks(() => SyncLog.search({ text: 'aabbccdd' }, { limit: 2, offset: 2 }))).toBe(0);
  expect(walks(() => SyncLog.search({ text: 'aabbccdd1' }, { limit: 2 }))).toBe(0);
  await store.write((trx) =>
    store.repository('Category').save(trx, { id: recordId(9, '00aabbccdd11'), name: 'Category 9' }),
  );
  expect(walks(() => SyncLog.search({ text: 'aabbccdd11' }, { limit: 2 }))).toBe(0);
  expect(SyncLog.count({ text: 'aabbccdd11' })).toBe(3);
  expect(walks(() => SyncLog.count({ text: 'aabbcc00' }))).toBe(1);
});
