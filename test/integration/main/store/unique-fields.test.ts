import { expect, it } from 'vitest';
import { openTestStore } from '../../../support/open-test-store.ts';

it('finds who has a value that one record alone may have by an index, because it is asked at each save', async () => {
  const store = await openTestStore();
  const { db } = store.context;
  const plans = store.models.all.flatMap(({ table, uniqueFields }) =>
    uniqueFields.map((field) => {
      const plan = db
        .prepare<[], { detail: string }>(`explain query plan select id from ${table} where ${field} = 'x'`)
        .all();
      return `${table}.${field}: ${plan.map(({ detail }) => detail).join('; ')}`;
    }),
  );
  expect(plans.length).toBeGreaterThan(1);
  for (const plan of plans) expect(plan).toMatch(/: SEARCH \w+ USING (COVERING )?INDEX/);
});
