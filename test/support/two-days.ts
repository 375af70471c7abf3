import { copyFolder, openShop, openShopIn, save, sync, type HeadOffice } from './real-shops.ts';

/** A branch that sent something on Monday and on Tuesday; it is closed. */
export interface TwoDays {
  /** A copy of its data folder, as it was on Monday evening. */
  readonly monday: string;
  /** The category that it made on Tuesday. */
  readonly made: string;
}

export async function liveTwoDays(office: HeadOffice): Promise<TwoDays> {
  const shop = await openShop(office, 'A');
  await save(shop, 'Category', { name: 'Monday' });
  await sync(shop);
  await shop.close();
  const monday = copyFolder(shop.dataDir);
  const tuesday = await openShopIn(shop.dataDir);
  const made = await save(tuesday, 'Category', { name: 'Tuesday' });
  await sync(tuesday);
  await tuesday.close();
  return { monday, made };
}
