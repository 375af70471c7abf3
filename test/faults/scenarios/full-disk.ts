import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { v7 as newId } from 'uuid';
import { eventually } from '../../support/eventually.ts';
import { agree } from '../world/agreement.ts';
import { openFaultBranch } from '../world/branch.ts';
import { openHeadOffice } from '../world/head-office.ts';
import type { FaultWorld } from '../world/world.ts';

/** A disk of the branch's own that can be filled to the last byte. */
interface SmallDisk {
  readonly folder: string;
  fill(): void;
  free(): void;
}

/** Undefined where this system or user may not mount one. */
function mountSmallDisk(world: FaultWorld, folder: string, megabytes: number): SmallDisk | undefined {
  mkdirSync(folder);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    return undefined;
  }
  world.defer(() => void execFileSync('umount', ['-l', folder]));
  const filler = join(folder, 'filler');
  return {
    folder,
    fill() {
      for (const size of [1_000_000, 4096, 512]) {
        try {
          for (;;) writeFileSync(filler, Buffer.alloc(size), { flag: 'a' });
        } catch {
          // Full, for pieces of this size.
        }
      }
    },
    free: () => rmSync(filler),
  };
}

/** The branch's disk fills up while it trades and syncs, and is freed again: saves are refused with their reason, what was saved is there, the rest goes on. */
export async function fullDisk(world: FaultWorld, { rounds }: { readonly rounds: number }): Promise<string> {
  const disk = mountSmallDisk(world, join(world.folder, 'disk'), 24);
  if (!disk) return 'not run: cannot mount';
  const office = await openHeadOffice(world);
  const branch = await openFaultBranch({ ...world, folder: disk.folder }, office, 'A');
  await branch.start();
  const saved: string[] = [];
  let refused = 0;
  const save = async (): Promise<void> => {
    const id = newId();
    const data = { id, sku: id, name: 'Product', price_cents: 1, description: 'x'.repeat(1500) };
    await branch.app.call('records.save', { model: 'Product', data });
    saved.push(id);
  };
  for (let round = 0; round < rounds; round += 1) {
    for (let left = world.random.whole(5, 60); left > 0; left -= 1) await save();
    disk.fill();
    const sentence = await untilRefused(save);
    refused += 1;
    if (!sentence.includes('disk is full')) throw new Error(`A full disk was called: ${sentence}`);
    // A kill while it is full leaves a journal that could not grow.
    if (round % 2 === 1) await branch.kill();
    disk.free();
    if (round % 2 === 1) await branch.start();
    await eventually('saves succeed again', async () => {
      await save();
      return true;
    });
  }
  return `${refused} times full, each save refused with its reason; ${await agree(office, [branch], { ids: saved })}`;
}

/** Small saves may still fit in what the database has free. */
async function untilRefused(save: () => Promise<void>): Promise<string> {
  for (let left = 20_000; left > 0; left -= 1) {
    try {
      await save();
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }
  throw new Error('The disk never filled up');
}
