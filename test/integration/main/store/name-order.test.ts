import { expect, it } from 'vitest';
import { openTestStore } from '../../../support/open-test-store.ts';

async function openShop() {
  const store = await openTestStore();
  const names = ['Zebra finch seed', 'apple', 'Épice', 'éclair', 'Egg', 'œuf', 'Oil', 'banana', 'Apple juice'];
  await store.write((trx) =>
    store.repository('Category').saveMany(
      trx,
      names.map((name) => ({ name })),
    ),
  );
  return store;
}

it('sorts names without case and accents, both ways, page by page', async () => {
  const store = await openShop();
  const read = (descending: boolean, offset: number, limit: number) =>
    store
      .repository('Category')
      .list({ orderBy: 'name', descending, offset, limit })
      .map(({ name }) => name);
  const sorted = ['apple', 'Apple juice', 'banana', 'éclair', 'Egg', 'Épice', 'œuf', 'Oil', 'Zebra finch seed'];
  expect(read(false, 0, 100)).toEqual(sorted);
  expect(read(true, 0, 100)).toEqual(sorted.toReversed());
  expect([...read(false, 0, 4), ...read(false, 4, 4), ...read(false, 8, 4)]).toEqual(sorted);
});

it.each([
  ['Category', 'name'],
  ['Product', 'name'],
  ['Customer', 'name'],
  ['Sale', 'number'],
])('reads a page of %s by %s out of an index, whatever the number of records', async (model, orderBy) => {
  const store = await openShop();
  const { db } = store.context;
  const prepared: string[] = [];
  const prepare = db.prepare.bind(db);
  db.prepare = (sql: string) => {
    prepared.push(sql);
    return prepare(sql);
  };
  store.repository(model).list({ orderBy, limit: 100, offset: 0 });
  db.prepare = prepare;
  const page = prepared.find((sql) => sql.includes('select rowid from'));
  const chosen = /\((select rowid from .* limit \? offset \?)\)/.exec(page ?? '')?.[1] ?? '';
  const plan = prepare(`explain query plan ${chosen}`).all(100, 0);
  expect(JSON.stringify(plan)).toContain(`_by_${orderBy}`);
  expect(JSON.stringify(plan)).not.toContain('TEMP B-TREE');
});
