import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { settingsSchema } from '../../../../src/shared/settings.ts';
import {
  expectEqual,
  find,
  openHeadOffice,
  openShop,
  openShopIn,
  save,
  statusOf,
  sync,
  syncAll,
  type Shop,
} from '../../../support/real-shops.ts';

/** Chosen on the screen, it takes effect when SyncLog is started again. */
async function restartWith(shop: Shop, excludedModels: string[]): Promise<Shop> {
  const settings = settingsSchema.parse(await shop.branch.handlers['settings.get']({}));
  await shop.close();
  writeFileSync(join(shop.dataDir, 'settings.json'), JSON.stringify({ ...settings, excludedModels }));
  return await openShopIn(shop.dataDir);
}

test('records that stayed here for a while are sent once they do so no longer, and what others changed meanwhile comes; nothing typed is lost', async () => {
  const office = await openHeadOffice();
  const [b, first] = [await openShop(office, 'B'), await openShop(office, 'A')];
  const [both, theirs, waiting] = [
    await save(first, 'Customer', { name: 'Ann' }),
    await save(first, 'Customer', { name: 'Bea' }),
    await save(first, 'Customer', { name: 'Cem' }),
  ];
  await syncAll(first, b);
  await save(first, 'Customer', { id: waiting, name: 'Cemal' });
  const staying = await restartWith(first, ['Customer']);
  const made = await save(staying, 'Customer', { name: 'Dan' });
  await save(staying, 'Customer', { id: both, phone: '1' });
  await save(b, 'Customer', { id: both, phone: '2' });
  await save(b, 'Customer', { id: theirs, phone: '3' });
  const newcomer = await save(b, 'Customer', { name: 'Eve' });
  await syncAll(staying, b);
  expect(await find(staying, 'Customer', newcomer)).toBeUndefined();
  expect(await find(b, 'Customer', made)).toBeUndefined();
  const again = await restartWith(staying, []);
  expect((await statusOf(again)).counts).toMatchObject({ pending: 2 });
  await sync(again);
  await syncAll(again, b);
  expect(await find(b, 'Customer', made)).toMatchObject({ name: 'Dan' });
  expect(await find(b, 'Customer', waiting)).toMatchObject({ name: 'Cemal' });
  expect(await find(again, 'Customer', newcomer)).toMatchObject({ name: 'Eve' });
  expect(await find(again, 'Customer', theirs)).toMatchObject({ phone: '3' });
  // Both had typed a number: one stands, the other one is kept (I16).
  const { rows } = await again.branch.handlers['conflicts.list']({ offset: 0, limit: 10 });
  expect(rows).toMatchObject([{ modelId: both, fields: ['phone'] }]);
  await expectEqual(again, b);
});
