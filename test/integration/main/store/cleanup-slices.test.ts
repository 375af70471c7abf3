import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openSqlite } from '../../../../src/sqlite/open-sqlite.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { createTestClock, openTestStore } from '../../../support/open-test-store.ts';

const rows = 3000;
const mostAtOnce = 512;

test.each([
  ['by its age where head office makes no backups', null],
  ['by the backup that holds it', 10_000],
])(
  'the cleanup forgets what was sent in slices, %s, so that no save waits for all of it',
  async (_name, backedUpTo) => {
    const dataDir = tempFolder();
    const left: number[] = [];
    const watch = { count: (): number => 0 };
    const clock = createTestClock();
    const store = await openTestStore({
      dataDir,
      clock,
      yieldToOthers: () => {
        left.push(watch.count());
        return Promise.resolve();
      },
    });
    const db = openSqlite(join(dataDir, 'branch.sqlite'));
    onTestFinished(() => void db.close());
    const counting = db.prepare<[], { n: number }>('select count(*) as n from sync_unbacked');
    watch.count = () => counting.get()?.n ?? 0;
    db.prepare(
      `insert into sync_unbacked (model_name, model_id, sequence, transaction_id, changed_fields, hlc)
      with recursive n(i) as (select 1 union all select i + 1 from n where i < ?)
      select 'Setting', 'id-' || (i % 40), i, null, null, '2000-01-01T00:00:00.000Z-0000-a' from n`,
    ).run(rows);
    if (backedUpTo !== null) store.sync.setFacts({ backedUpTo });
    await store.sync.cleanup(7);
    expect(watch.count()).toBe(0);
    const counts = [rows, ...left, 0];
    const gone = counts.slice(1).map((count, index) => (counts[index] ?? 0) - count);
    expect(Math.max(...gone)).toBeLessThanOrEqual(mostAtOnce);
  },
);
