import { describe, expect, test } from 'vitest';
import {
  expectEqual,
  find,
  openHeadOffice,
  openShop,
  openShopIn,
  save,
  statusOf,
  sync,
} from '../../../support/real-shops.ts';
import { liveTwoDays } from '../../../support/two-days.ts';

describe('I13 the first load', () => {
  test('does not bring back what this branch has sent before it', async () => {
    const office = await openHeadOffice();
    const [shop, other] = [await openShop(office, 'A'), await openShop(office, 'B')];
    await save(other, 'Category', { name: 'Theirs' });
    await sync(other);
    for (const name of ['Ours', 'Ours too']) await save(shop, 'Category', { name });
    expect(await sync(shop)).toMatchObject({ outcome: 'done', pushed: 2, pulled: 1 });
    expect((await statusOf(shop)).initialLoad).toEqual({ done: 1, total: 1, complete: true });
    expect(await sync(other)).toMatchObject({ pulled: 2 });
    await expectEqual(shop, other);
  });

  test('brings back what others have changed of it since', async () => {
    const office = await openHeadOffice();
    const [shop, other] = [await openShop(office, 'A'), await openShop(office, 'B')];
    const id = await save(shop, 'Category', { name: 'Ours' });
    await sync(shop);
    await sync(other);
    await save(other, 'Category', { id, name: 'Theirs now' });
    await sync(other);
    expect(await sync(shop)).toMatchObject({ pulled: 1 });
    expect(await find(shop, 'Category', id)).toMatchObject({ name: 'Theirs now' });
  });

  test('of an installation in the place of another one brings what that one had sent', async () => {
    const office = await openHeadOffice();
    const old = await openShop(office, 'A');
    for (const name of ['One', 'Two']) await save(old, 'Category', { name });
    await sync(old);
    const fresh = await openShop(office, 'A');
    await save(fresh, 'Category', { name: 'Three' });
    expect(await sync(fresh)).toMatchObject({ outcome: 'done', pushed: 1, pulled: 2 });
    await expectEqual(fresh);
  });

  test('of a branch restored from an old copy brings what it had sent since', async () => {
    const office = await openHeadOffice();
    const { monday, made } = await liveTwoDays(office);
    const restored = await openShopIn(monday);
    await save(restored, 'Category', { name: 'Wednesday' });
    await sync(restored);
    expect(await restored.branch.handlers['branch.rejoin']({})).toMatchObject({ run: { pushed: 1, pulled: 2 } });
    expect(await find(restored, 'Category', made)).toBeDefined();
    await expectEqual(restored);
  });
});
