import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { restoreDatabase } from '../../../../src/master/store/restore-database.ts';
import {
  copyFolder,
  expectEqual,
  find,
  openHeadOffice,
  openShop,
  openShopIn,
  putInPlace,
  save,
  statusOf,
  sync,
  syncAll,
  type HeadOffice,
} from '../../../support/real-shops.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { liveTwoDays } from '../../../support/two-days.ts';

async function backUp(office: HeadOffice): Promise<string> {
  const file = join(tempFolder(), 'backup.sqlite');
  await office.master.backup(file);
  return file;
}

async function restore(office: HeadOffice, file: string): Promise<void> {
  await office.end();
  await restoreDatabase(file, office.db, Date.now());
  await office.start();
}

/** The file is copied back while head office is down, and nobody tells it. */
async function restoreByHand(office: HeadOffice, file: string): Promise<void> {
  await office.end();
  for (const end of ['-wal', '-shm']) rmSync(`${office.db}${end}`, { force: true });
  putInPlace(file, office.db);
  await office.start();
}

const ways: [string, typeof restore][] = [
  ['restored with the command', restore],
  ['put back by hand', restoreByHand],
];

describe.each(ways)('I17 head office %s', (_name, putBack) => {
  test('what it lost comes back from the branch that made it, once', async () => {
    const office = await openHeadOffice();
    const [a, b] = [await openShop(office, 'A'), await openShop(office, 'B')];
    const kept = await save(a, 'Customer', { name: 'Before' });
    await syncAll(a, b);
    const file = await backUp(office);
    const lost = await save(a, 'Customer', { name: 'After' });
    await save(a, 'Customer', { id: kept, name: 'Before, renamed' });
    const product = await save(a, 'Product', { sku: 'TEA', name: 'Tea', price_cents: 450 });
    await sync(a);
    await a.branch.handlers['sales.create']({
      customer_id: lost,
      payment: 'cash',
      note: null,
      lines: [{ product_id: product, quantity: 2 }],
    });
    await syncAll(a, b);
    await putBack(office, file);
    expect(await office.master.store.head()).toBe(1);
    await syncAll(a, b);
    expect(await office.master.store.findRecord('Customer', lost)).toMatchObject({ record: { name: 'After' } });
    expect(await office.master.store.findRecord('Customer', kept)).toMatchObject({
      record: { name: 'Before, renamed' },
    });
    // 1 before the backup; 2 customers, 1 product, and the sale's 3 records since.
    expect(await office.master.store.head()).toBe(7);
    expect((await statusOf(a)).counts).toMatchObject({ pending: 0, failed: 0 });
    await expectEqual(a, b);
  });

  test('what a branch made that is gone comes back from one that had read it', async () => {
    const office = await openHeadOffice();
    const [a, b] = [await openShop(office, 'A'), await openShop(office, 'B')];
    await save(a, 'Category', { name: 'First' });
    await syncAll(a, b);
    const file = await backUp(office);
    const lost = await save(a, 'Category', { name: 'Second' });
    await syncAll(a, b);
    await a.close();
    await putBack(office, file);
    await syncAll(b);
    expect(await office.master.store.findRecord('Category', lost)).toMatchObject({ record: { name: 'Second' } });
    const c = await openShop(office, 'C');
    await syncAll(b, c);
    await expectEqual(b, c);
  });

  test('what was deleted since the backup stays deleted, also when only others know of it', async () => {
    const office = await openHeadOffice();
    const [a, b] = [await openShop(office, 'A'), await openShop(office, 'B')];
    const gone = await save(a, 'Customer', { name: 'Gone' });
    await syncAll(a, b);
    const file = await backUp(office);
    await a.branch.handlers['records.remove']({ model: 'Customer', id: gone });
    await syncAll(a, b);
    await a.close();
    await putBack(office, file);
    await syncAll(b);
    expect(await find(b, 'Customer', gone)).toBeUndefined();
    expect(await office.master.store.findRecord('Customer', gone)).toBeUndefined();
    await expectEqual(b);
  });

  test('what was made and deleted since the backup does not come back from a branch that was away without saying so', async () => {
    const office = await openHeadOffice();
    const [a, b] = [await openShop(office, 'A'), await openShop(office, 'B')];
    await save(a, 'Category', { name: 'Before' });
    await syncAll(a, b);
    const file = await backUp(office);
    const gone = await save(a, 'Customer', { name: 'Gone' });
    await syncAll(a, b);
    await a.branch.handlers['records.remove']({ model: 'Customer', id: gone });
    await sync(a);
    await putBack(office, file);
    // Head office never had the customer, and B has not heard that it was removed.
    await syncAll(a);
    await syncAll(b, a);
    for (const shop of [a, b]) {
      expect(await find(shop, 'Customer', gone)).toMatchObject({ name: 'Gone' });
      const { rows } = await shop.branch.handlers['conflicts.list']({ offset: 0, limit: 10 });
      expect(rows).toMatchObject([{ modelId: gone, kind: 'delete-update' }]);
    }
    await expectEqual(a, b);
  });

  test('edits made meanwhile, before and after, are laid together by field', async () => {
    const office = await openHeadOffice();
    const [a, b, c] = [await openShop(office, 'A'), await openShop(office, 'B'), await openShop(office, 'C')];
    const id = await save(a, 'Customer', { name: 'Ann', phone: '1', notes: 'x' });
    await syncAll(a, b, c);
    const file = await backUp(office);
    // B was away since before the backup; A's edit is lost with the backup, C has read it and A is gone.
    await save(a, 'Customer', { id, name: 'Anna' });
    await sync(a);
    await sync(c);
    await a.close();
    await putBack(office, file);
    await save(b, 'Customer', { id, phone: '2' });
    await save(c, 'Customer', { id, notes: 'y' });
    await syncAll(b, c);
    expect(await find(b, 'Customer', id)).toMatchObject({ name: 'Anna', phone: '2', notes: 'y' });
    await expectEqual(b, c);
  });

  test('a change that was in doubt when head office was put back is there once', async () => {
    const office = await openHeadOffice();
    const [a, b] = [await openShop(office, 'A'), await openShop(office, 'B')];
    await save(a, 'Category', { name: 'One' });
    await syncAll(a, b);
    const file = await backUp(office);
    const product = await save(a, 'Product', { sku: 'S', name: 'N', price_cents: 5 });
    await sync(a);
    await save(a, 'Product', { id: product, price_cents: 6 });
    await putBack(office, file);
    await syncAll(a, b);
    expect(await find(b, 'Product', product)).toMatchObject({ price_cents: 6 });
    await expectEqual(a, b);
  });
});

test('I17 restored twice from the same backup, with work in between: nothing is lost', async () => {
  const office = await openHeadOffice();
  const [a, b] = [await openShop(office, 'A'), await openShop(office, 'B')];
  await save(a, 'Category', { name: 'Zero' });
  await syncAll(a, b);
  const file = await backUp(office);
  const first = await save(a, 'Category', { name: 'First' });
  await syncAll(a, b);
  await restore(office, file);
  const second = await save(b, 'Category', { name: 'Second' });
  await sync(b);
  await restore(office, file);
  const third = await save(a, 'Category', { name: 'Third' });
  await save(a, 'Category', { id: second, name: 'Second' });
  await syncAll(a, b);
  for (const id of [first, second, third]) expect(await find(b, 'Category', id)).toBeDefined();
  await expectEqual(a, b);
});

test('I17 restored with the command, then put back by hand to the same copy: branches go on, and nothing is lost', async () => {
  const office = await openHeadOffice();
  const [a, b] = [await openShop(office, 'A'), await openShop(office, 'B')];
  await save(a, 'Customer', { name: 'Before' });
  await syncAll(a, b);
  const file = await backUp(office);
  await restore(office, file);
  const between = await save(a, 'Customer', { name: 'Between' });
  await syncAll(a, b);
  await restoreByHand(office, file);
  await syncAll(a, b);
  await syncAll(a, b);
  expect(await office.master.store.findRecord('Customer', between)).toMatchObject({ record: { name: 'Between' } });
  await expectEqual(a, b);
});

test('I17 a branch that has rejoined since the backup is not taken for a copy', async () => {
  const office = await openHeadOffice();
  const a = await openShop(office, 'A');
  await save(a, 'Category', { name: 'Before' });
  await sync(a);
  const file = await backUp(office);
  await a.branch.handlers['branch.rejoin']({});
  await save(a, 'Category', { name: 'After' });
  await sync(a);
  await restore(office, file);
  await syncAll(a);
  expect(await office.master.store.head()).toBe(2);
  await expectEqual(a);
});

test('I17 restored twice in a hurry, then put back by hand: what was typed last does not lose against what it was typed over', async () => {
  const office = await openHeadOffice();
  const [a, b] = [await openShop(office, 'A'), await openShop(office, 'B')];
  await save(a, 'Customer', { name: 'Before' });
  await syncAll(a, b);
  const file = await backUp(office);
  await restore(office, file);
  await syncAll(a, b);
  await restore(office, file);
  await syncAll(a, b);
  await syncAll(a, b);
  const id = await save(a, 'Customer', { name: 'Ann' });
  await syncAll(a, b);
  await save(b, 'Customer', { id, notes: 'typed last' });
  await restoreByHand(office, file);
  await syncAll(b, a);
  await syncAll(b, a);
  expect(await office.master.store.findRecord('Customer', id)).toMatchObject({ record: { notes: 'typed last' } });
  await expectEqual(a, b);
});

test('I17 put back by hand and grown beyond what a branch had read: it is noticed all the same', async () => {
  const office = await openHeadOffice();
  const [a, b] = [await openShop(office, 'A'), await openShop(office, 'B')];
  await save(a, 'Category', { name: 'Zero' });
  await syncAll(a, b);
  const file = await backUp(office);
  const lost = await save(a, 'Category', { name: 'Lost' });
  await syncAll(a, b);
  await restoreByHand(office, file);
  // Head office itself grows past every cursor before any branch has spoken.
  for (let number = 0; number < 5; number += 1) await office.master.records.save('Category', { name: `Own ${number}` });
  const epoch = office.master.identity.epoch;
  await syncAll(b, a);
  expect(office.master.identity.epoch).not.toBe(epoch);
  expect(await office.master.store.findRecord('Category', lost)).toMatchObject({ record: { name: 'Lost' } });
  await expectEqual(a, b);
});

test('I17 a running head office is not restored over', async () => {
  const office = await openHeadOffice();
  const file = await backUp(office);
  await expect(restoreDatabase(file, office.db, Date.now())).rejects.toMatchObject({ code: 'database-busy' });
  expect(await office.master.store.head()).toBe(0);
});

test('I17 what is no backup is not taken for one, and the database stays', async () => {
  const office = await openHeadOffice();
  const shop = await openShop(office, 'A');
  await save(shop, 'Category', { name: 'Kept' });
  await sync(shop);
  await office.end();
  const broken = join(shop.dataDir, 'settings.json');
  await expect(restoreDatabase(broken, office.db, Date.now())).rejects.toMatchObject({ code: 'database-corrupt' });
  await office.start();
  expect(await office.master.store.head()).toBe(1);
});

test('I17 completed logs are kept until a backup holds them', async () => {
  const office = await openHeadOffice();
  const shop = await openShop(office, 'A');
  await save(shop, 'Category', { name: 'Covered' });
  await sync(shop);
  await backUp(office);
  await save(shop, 'Category', { name: 'Not covered' });
  await sync(shop);
  expect(await shop.branch.handlers['logs.cleanup']({ days: 0 })).toEqual({ removed: 1 });
  await backUp(office);
  await sync(shop);
  expect(await shop.branch.handlers['logs.cleanup']({ days: 0 })).toEqual({ removed: 1 });
});

test('I17 restored from an older backup than the newest, because that one is gone: what only the newest held is not lost at the branch either', async () => {
  const office = await openHeadOffice();
  const [a, b] = [await openShop(office, 'A'), await openShop(office, 'B')];
  const id = await save(a, 'Customer', { name: 'Ann', phone: '1' });
  await syncAll(a, b);
  const older = await backUp(office);
  await save(a, 'Customer', { id, name: 'Anna' });
  await syncAll(a, b);
  await backUp(office);
  // Each is told of the newest backup, and forgets what that holds.
  await save(b, 'Category', { name: 'Tea' });
  await syncAll(a, b);
  for (const shop of [a, b]) await shop.branch.handlers['logs.cleanup']({ days: 0 });
  await save(a, 'Customer', { id, phone: '2' });
  await syncAll(a, b);
  await restore(office, older);
  await syncAll(a, b);
  const held = await office.master.store.findRecord('Customer', id);
  expect(held?.record).toMatchObject({ name: 'Anna', phone: '2' });
  expect(await find(a, 'Customer', id)).toMatchObject({ name: 'Anna', phone: '2' });
  await expectEqual(a, b);
});

describe('I17 I18 head office and a branch are both put back to older copies', () => {
  test('what the branch had sent since its copy comes back to it, and what it sends later does not', async () => {
    const office = await openHeadOffice();
    const { monday, made } = await liveTwoDays(office);
    await restore(office, await backUp(office));
    const restored = await openShopIn(monday);
    await syncAll(restored);
    expect(await find(restored, 'Category', made)).toMatchObject({ name: 'Tuesday' });
    await save(restored, 'Category', { name: 'Wednesday' });
    expect(await sync(restored)).toMatchObject({ outcome: 'done', pushed: 1, pulled: 0 });
    await save(restored, 'Category', { name: 'Thursday' });
    expect(await sync(restored)).toMatchObject({ outcome: 'done', pushed: 1, pulled: 0 });
    await expectEqual(restored);
  });

  test('an unsent edit of a copy does not go out under the name of what the original had sent', async () => {
    const office = await openHeadOffice();
    const shop = await openShop(office, 'A');
    await sync(shop);
    const id = await save(shop, 'Category', { name: 'First' });
    await shop.close();
    const copied = copyFolder(shop.dataDir);
    const original = await openShopIn(shop.dataDir);
    await sync(original);
    await original.close();
    await restore(office, await backUp(office));
    const copy = await openShopIn(copied);
    await save(copy, 'Category', { id, name: 'Of the copy' });
    await syncAll(copy);
    expect(await office.master.store.findRecord('Category', id)).toMatchObject({ record: { name: 'Of the copy' } });
    await expectEqual(copy);
  });
});
