import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Branch } from '../../src/main/branch/branch.ts';
import { openBranch } from '../../src/main/branch/open-branch.ts';
import { openSqlite } from '../../src/sqlite/open-sqlite.ts';
import { openHeadOffice, openShop, save, sync, type Shop } from './shops.ts';

/** A branch that has synced, keeps its customers to itself and wants to be dark; it is closed. */
export async function settledShop(): Promise<Shop & { readonly file: string }> {
  const shop = await openShop(await openHeadOffice(), 'Harbour');
  await save(shop, 'Category', { name: 'Tea' });
  await sync(shop);
  await shop.branch.handlers['settings.set']({ appearance: 'dark', excludedModels: ['Customer'] });
  await shop.branch.close();
  // Noted in the database when it is opened.
  await (await openBranch({ dataDir: shop.dataDir, host: 'cli' })).close();
  return { ...shop, file: join(shop.dataDir, 'settings.json') };
}

export async function reopen(dataDir: string, host: 'cli' | 'browser' = 'cli'): Promise<Branch> {
  const branch = await openBranch({ dataDir, host });
  onTestFinished(() => branch.close());
  return branch;
}

export const warningsOf = async (branch: Branch) => (await branch.handlers['app.info']({})).warnings;

/** Whoever knows the address beside the settings knows it no more. */
export function forgetAddress({ dataDir }: Pick<Shop, 'dataDir'>): void {
  const db = openSqlite(join(dataDir, 'branch.sqlite'));
  db.exec("delete from sync_state where key = 'masterAddress'");
  db.close();
}
