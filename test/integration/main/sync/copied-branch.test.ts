import { describe, expect, test } from 'vitest';
import {
  copyFolder,
  openHeadOffice,
  openShop,
  openShopIn,
  save,
  statusOf,
  sync,
  syncAll,
  expectEqual,
} from '../../../support/real-shops.ts';

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
    const shop = await openShop(office, 'A');
    await save(shop, 'Category', { name: 'Monday' });
    await sync(shop);
    await shop.close();
    const monday = copyFolder(shop.dataDir);
    const tuesday = await openShopIn(shop.dataDir);
    await save(tuesday, 'Category', { name: 'Tuesday' });
    await sync(tuesday);
    await tuesday.close();
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
