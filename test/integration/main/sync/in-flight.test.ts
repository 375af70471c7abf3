import { expect, test } from 'vitest';
import { eventually } from '../../../support/eventually.ts';
import { expectEqual, find, openHeadOffice, openShop, save, sync } from '../../../support/shops.ts';

/** A's change of the telephone has been applied, and its answer never comes; B then changes the name on top of it. */
async function withoutAnswer() {
  const office = await openHeadOffice();
  const [a, b] = [await openShop(office, 'A'), await openShop(office, 'B')];
  const id = await save(a, 'Customer', { name: 'Ann', phone: '1', notes: 'n' });
  await sync(a);
  await sync(b);
  await save(a, 'Customer', { id, phone: '2' });
  a.line.swallowAnswersTo('POST /v1/push');
  const run = sync(a);
  await eventually('head office has the telephone', async () => (await office.master.store.head()) === 2);
  return { office, a, b, id, run };
}

test('I11 I14 what is typed while a change is on its way is sent by itself, laid over what others changed meanwhile', async () => {
  const { office, a, b, id, run } = await withoutAnswer();
  await save(a, 'Customer', { id, notes: 'typed meanwhile' });
  await sync(b);
  await save(b, 'Customer', { id, name: 'Anna' });
  await sync(b);
  await a.line.restore();
  await run;
  await sync(a);
  await sync(b);
  for (const shop of [a, b]) {
    expect(await find(shop, 'Customer', id)).toMatchObject({ name: 'Anna', phone: '2', notes: 'typed meanwhile' });
    expect(await shop.branch.handlers['sync.status']({})).toMatchObject({
      counts: { pending: 0, syncing: 0, failed: 0 },
      conflicts: 0,
    });
  }
  // The customer, the telephone once, the name, the notes.
  expect(await office.master.store.head()).toBe(4);
  await expectEqual(a, b);
});

test('I11 I16 the same field typed again while its change is in doubt, and by another: the last stands, and no value is lost', async () => {
  const { office, a, b, id, run } = await withoutAnswer();
  await sync(b);
  await save(b, 'Customer', { id, phone: '3' });
  await sync(b);
  await save(a, 'Customer', { id, phone: '4' });
  await a.line.restore();
  await run;
  await sync(a);
  await sync(b);
  for (const shop of [a, b]) {
    expect(await find(shop, 'Customer', id)).toMatchObject({ phone: '4' });
    const { rows } = await shop.branch.handlers['conflicts.list']({ offset: 0, limit: 10 });
    expect(rows).toMatchObject([{ modelId: id, fields: ['phone'] }]);
  }
  expect(await office.master.conflicts.list()).toMatchObject({ total: 1, open: 1 });
  await expectEqual(a, b);
});
