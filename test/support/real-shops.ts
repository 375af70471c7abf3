import { copyFileSync, cpSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import type { Branch } from '../../src/main/branch/branch.ts';
import { openBranch } from '../../src/main/branch/open-branch.ts';
import type { Master } from '../../src/master/master.ts';
import { openMaster, type MasterOptions } from '../../src/master/open-master.ts';
import { tempFolder } from './temp-folder.ts';
import { find, save, sync } from './use-branch.ts';

/** A head office that listens on loopback and can be ended and started again, on whatever lies at its place then. */
export interface HeadOffice {
  readonly master: Master;
  readonly db: string;
  readonly url: string;
  end(): Promise<void>;
  /** At the same address. */
  start(): Promise<void>;
}

export async function openHeadOffice(options: Partial<MasterOptions> = {}): Promise<HeadOffice> {
  const db = options.db ?? join(tempFolder(), 'master.sqlite');
  let master = await openMaster({ ...options, db });
  const { url, port } = await master.listen({ host: '127.0.0.1', port: 0 });
  let open = true;
  const office: HeadOffice = {
    get master() {
      return master;
    },
    db,
    url,
    async end() {
      if (open) await master.close();
      open = false;
    },
    async start() {
      master = await openMaster({ ...options, db });
      open = true;
      await master.listen({ host: '127.0.0.1', port });
    },
  };
  onTestFinished(() => office.end());
  return office;
}

/** A branch with its data folder, not running by itself. */
export interface Shop {
  readonly branch: Branch;
  readonly dataDir: string;
  close(): Promise<void>;
}

export async function openShopIn(dataDir: string): Promise<Shop> {
  const branch = await openBranch({ dataDir, host: 'cli' });
  let open = true;
  const close = async (): Promise<void> => {
    if (open) await branch.close();
    open = false;
  };
  onTestFinished(close);
  return { branch, dataDir, close };
}

export async function openShop({ master, url }: HeadOffice, name: string): Promise<Shop> {
  const shop = await openShopIn(tempFolder());
  const { code } = await master.enroll(name);
  await shop.branch.handlers['branch.enroll']({ masterUrl: url, code });
  return shop;
}

/** Copies a closed branch's data folder. */
export function copyFolder(dataDir: string): string {
  const copy = join(tempFolder(), 'copy');
  cpSync(dataDir, copy, { recursive: true });
  return copy;
}

/** Puts a file in the place of a database by hand, as an administrator would who knows no better. */
export function putInPlace(from: string, db: string): void {
  copyFileSync(from, db);
}

export { find, save, sync };

/** Syncs in turn until nobody has anything new. */
export async function syncAll(...shops: Shop[]): Promise<void> {
  // The first word after head office was started again may go to a connection that is gone.
  for (const shop of shops) await sync(shop);
  for (let round = 0; round < 4; round += 1) {
    for (const shop of shops) expect(await sync(shop)).toMatchObject({ outcome: 'done', error: null });
  }
}

export async function statusOf(shop: Shop) {
  return await shop.branch.handlers['sync.status']({});
}

export async function expectEqual(...shops: Shop[]): Promise<void> {
  for (const shop of shops) {
    const check = await shop.branch.handlers['branch.verify']({});
    expect(check).toMatchObject({ equal: true, settled: true });
    expect(check.models.length).toBeGreaterThan(3);
  }
}
