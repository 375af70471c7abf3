import { describe, expect, test } from 'vitest';
import {
  copyFolder,
  find,
  openHeadOffice,
  openShop,
  openShopIn,
  save,
  statusOf,
  sync,
  syncAll,
  expectEqual,
} from '../../../support/real-shops.ts';
import { liveTwoDays } from '../../../support/two-days.ts';

describe('I18 copies of a branch', () => {
  test('of a branch and its copy, whichever speaks second is stopped, and nothing of it is taken', async () => {
    const office = await openHeadOffice();
    const original = await openShop(office, 'A');
    await save(original, 'Category', { name: 'Common' });
    await sync(original);
    await original.close();
    const copy = await openShopIn(copyFolder(original.dataDir));
    const again = await openShopIn(original.dataDir);
    await save(copy, 'Category', { name: 'Of the copy' });
    await save(again, 'Category', { name: 'Of the original' });
    expect(await sync(again)).toMatchObject({ outcome: 'done', pushed: 1 });
    expect(await sync(copy)).toMatchObject({ outcome: 'failed', error: { code: 'branch-rewound' }, pushed: 0 });
    expect(await office.master.store.head()).toBe(2);
    expect(await statusOf(copy)).toMatchObject({
      connection: { state: 'branch-rewound' },
      counts: { pending: 1, failed: 0 },
    });
    expect(await sync(again)).toMatchObject({ outcome: 'done' });
    await expectEqual(again);
  });

  test('a copy that has nothing to send is not handed anything either', async () => {
    const office = await openHeadOffice();
    const [original, other] = [await openShop(office, 'A'), await openShop(office, 'B')];
    await save(original, 'Category', { name: 'Common' });
    await syncAll(original, other);
    await original.close();
    const copy = await openShopIn(copyFolder(original.dataDir));
    const again = await openShopIn(original.dataDir);
    await save(again, 'Category', { name: 'Ours' });
    await sync(again);
    await save(other, 'Category', { name: 'Theirs' });
    await sync(other);
    expect(await sync(copy)).toMatchObject({ outcome: 'failed', error: { code: 'branch-rewound' }, pulled: 0 });
  });

  test('a branch restored from an old copy is stopped at its first word', async () => {
    const office = await openHeadOffice();
    const { monday } = await liveTwoDays(office);
    const restored = await openShopIn(monday);
    expect(await sync(restored)).toMatchObject({ outcome: 'failed', error: { code: 'branch-rewound' } });
  });

  test('a data folder that was merely moved goes on as if nothing had been', async () => {
    const office = await openHeadOffice();
    const shop = await openShop(office, 'A');
    await save(shop, 'Category', { name: 'Before' });
    await sync(shop);
    await shop.close();
    const moved = await openShopIn(copyFolder(shop.dataDir));
    await save(moved, 'Category', { name: 'After' });
    expect(await sync(moved)).toMatchObject({ outcome: 'done', pushed: 1 });
    await expectEqual(moved);
  });
});

describe('I18 rejoining', () => {
  async function restoredFromMonday() {
    const office = await openHeadOffice();
    const [shop, other] = [await openShop(office, 'A'), await openShop(office, 'B')];
    const customer = await save(shop, 'Customer', { name: 'Ann', phone: '1', notes: 'monday' });
    await syncAll(shop, other);
    const waiting = await save(shop, 'Category', { name: 'Waited on Monday' });
    await shop.close();
    const monday = copyFolder(shop.dataDir);
    const tuesday = await openShopIn(shop.dataDir);
    await save(tuesday, 'Customer', { id: customer, phone: '2' });
    const made = await save(tuesday, 'Category', { name: 'Made on Tuesday' });
    await sync(tuesday);
    await tuesday.close();
    return { office, other, customer, waiting, made, restored: await openShopIn(monday) };
  }

  test('the plan says what would be sent and received, and changes nothing', async () => {
    const { office, restored } = await restoredFromMonday();
    await save(restored, 'Category', { name: 'New' });
    await sync(restored);
    const before = await statusOf(restored);
    const plan = await restored.branch.handlers['branch.rejoinPlan']({});
    expect(plan).toMatchObject({
      needed: true,
      toSend: 1,
      toSendByModel: [{ modelName: 'Category', count: 1 }],
      acknowledged: 1,
      toPull: 3,
      differences: [
        { modelName: 'Category', branch: 2, master: 2 },
        { modelName: 'Customer', branch: 1, master: 1 },
      ],
    });
    expect(plan.reason).toMatch(/rejoin/);
    expect((await statusOf(restored)).counts).toEqual(before.counts);
    expect(await office.master.store.head()).toBe(4);
  });

  test('a restored branch gets back what it had sent, sends what is new, and overwrites nothing it had not seen', async () => {
    const { office, other, restored, customer, waiting, made } = await restoredFromMonday();
    await save(restored, 'Customer', { id: customer, notes: 'wednesday' });
    const fresh = await save(restored, 'Category', { name: 'Made on Wednesday' });
    await sync(restored);
    const done = await restored.branch.handlers['branch.rejoin']({});
    expect(done).toMatchObject({ kept: 2, acknowledged: 1, run: { outcome: 'done', pushed: 2 } });
    await syncAll(restored, other);
    for (const shop of [restored, other]) {
      expect(await find(shop, 'Customer', customer)).toMatchObject({ phone: '2', notes: 'wednesday' });
      for (const id of [waiting, made, fresh]) expect(await find(shop, 'Category', id)).toBeDefined();
    }
    // Ann, her telephone, two categories; then her notes and one more.
    expect(await office.master.store.head()).toBe(6);
    await expectEqual(restored, other);
  });

  test('what the other copy had changed meanwhile is a conflict, not silently overwritten', async () => {
    const { office, restored, customer } = await restoredFromMonday();
    await save(restored, 'Customer', { id: customer, phone: '3' });
    await restored.branch.handlers['branch.rejoin']({});
    expect(await office.master.store.findRecord('Customer', customer)).toMatchObject({ record: { phone: '3' } });
    await sync(restored);
    const check = await restored.branch.handlers['conflicts.list']({ offset: 0, limit: 10 });
    expect(check.total).toBe(1);
    await expectEqual(restored);
  });

  test('the other copy is turned away from then on, and may rejoin in its turn', async () => {
    const office = await openHeadOffice();
    const original = await openShop(office, 'A');
    await save(original, 'Category', { name: 'Common' });
    await sync(original);
    await original.close();
    const copy = await openShopIn(copyFolder(original.dataDir));
    const again = await openShopIn(original.dataDir);
    await save(again, 'Category', { name: 'Of the original' });
    await sync(again);
    await copy.branch.handlers['branch.rejoin']({});
    await save(again, 'Category', { name: 'Too late' });
    expect(await sync(again)).toMatchObject({ outcome: 'failed', error: { code: 'clone-detected' } });
    expect((await statusOf(again)).counts).toMatchObject({ pending: 1, failed: 0 });
    expect(await again.branch.handlers['branch.rejoin']({})).toMatchObject({
      kept: 1,
      run: { outcome: 'done', pushed: 1 },
    });
    expect(await sync(copy)).toMatchObject({ error: { code: 'clone-detected' } });
    await expectEqual(again);
  });

  test('re-installed under its name: a new code gives the same branch back, and the old installation is turned away', async () => {
    const office = await openHeadOffice();
    const old = await openShop(office, 'A');
    const kept = await save(old, 'Category', { name: 'Before' });
    await sync(old);
    const fresh = await openShop(office, 'A');
    expect((await statusOf(fresh)).branch).toEqual((await statusOf(old)).branch);
    await save(fresh, 'Category', { name: 'After' });
    expect(await sync(fresh)).toMatchObject({ outcome: 'done', pushed: 1 });
    expect(await find(fresh, 'Category', kept)).toBeDefined();
    await save(old, 'Category', { name: 'Kept here' });
    expect(await sync(old)).toMatchObject({ outcome: 'failed', error: { code: 'unauthorized' } });
    expect((await statusOf(old)).counts).toMatchObject({ pending: 1, failed: 0 });
    await expectEqual(fresh);
  });

  test('an old copy that is connected with a new code gets back what it had sent, too', async () => {
    const { office, restored, made } = await restoredFromMonday();
    const { code, known } = await office.master.enroll('A');
    expect(known).toBe(true);
    await restored.branch.handlers['branch.enroll']({ masterUrl: office.url, code });
    expect(await sync(restored)).toMatchObject({ outcome: 'done' });
    expect(await find(restored, 'Category', made)).toBeDefined();
    expect(await office.master.store.head()).toBe(4);
    await expectEqual(restored);
  });
});
