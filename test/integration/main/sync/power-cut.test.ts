import Database from 'better-sqlite3';
import { join } from 'node:path';
import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { newId } from '../../../../src/shared/ids.ts';
import { createSurelyOnDisk } from '../../../support/surely-on-disk.ts';
import { createWorld, product, type World } from './world.ts';

const batch = { settings: { batchMaxChanges: 5 } };

async function watchedWorld(): Promise<{ world: World; disk: ReturnType<typeof createSurelyOnDisk> }> {
  const disk = createSurelyOnDisk();
  const { dataDir, wrapPrepare } = disk;
  const world = await createWorld({ ...batch, store: { dataDir, wrapPrepare } });
  disk.watch(world.store);
  return { world, disk };
}

function statusesIn(dataDir: string): Map<string, string> {
  const file = readdirSync(dataDir).find((name) => name.endsWith('.sqlite')) ?? '';
  const db = new Database(join(dataDir, file));
  const rows = db
    .prepare<[], { id: string; status: string }>('select change_id as id, sync_status as status from sync_logs')
    .all();
  db.close();
  return new Map(rows.map(({ id, status }) => [id, status]));
}

it('I7 I8 what leaves is marked as sent on the disk before it leaves: after a power cut nobody takes it for never sent', async () => {
  const { world, disk } = await watchedWorld();
  await world.addProducts(23);
  const seen: string[] = [];
  world.master.judge = ({ changeId }) => {
    seen.push(statusesIn(disk.lefts.at(-1) ?? '').get(changeId) ?? 'gone');
    return null;
  };
  await world.sync();
  expect(seen).toEqual(Array.from({ length: 23 }, () => 'syncing'));
});

it('I1 what a person saves is on the disk when they are told so', async () => {
  const { world, disk } = await watchedWorld();
  await world.sync();
  await world.addProducts(1);
  expect([...statusesIn(disk.lefts.at(-1) ?? '').values()]).toEqual(['pending']);
});

it('I7 I8 I12 whenever the power goes during a sync, the next one brings everything to where it should be, and nothing twice', async () => {
  const { world, disk } = await watchedWorld();
  await world.addProducts(23);
  const times = { created_at: '2026-11-23T07:00:00.000Z', updated_at: '2026-11-23T07:00:00.000Z' };
  for (let number = 100; number < 140; number += 1) {
    const id = newId();
    world.master.add({ modelName: 'Product', modelId: id, data: { id, ...product(number), ...times } });
  }
  await world.sync();
  const lefts = [...disk.lefts];
  expect(lefts.length).toBeGreaterThan(10);
  for (const dataDir of lefts) {
    const later = await createWorld({ ...batch, store: { dataDir }, master: world.master, time: world.time });
    const run = await later.sync();
    expect(run.outcome).toBe('done');
    const total = later.store.SyncLog.getSyncLogStats();
    expect(total).toMatchObject({ pending: 0, syncing: 0, failed: 0 });
    // Saved before the power went, or never told to be.
    if (total.total > 0) expect(later.store.repository('Product').count()).toBe(63);
  }
  expect([...world.master.applied.values()]).toEqual(Array.from({ length: 23 }, () => 1));
});
