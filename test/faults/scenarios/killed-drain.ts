import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '../../support/eventually.ts';
import { agree } from '../world/agreement.ts';
import { openFaultBranch, type FaultBranch } from '../world/branch.ts';
import { openHeadOffice, type HeadOffice } from '../world/head-office.ts';
import { saveProducts } from '../world/products.ts';
import type { FaultWorld } from '../world/world.ts';

export interface KilledDrain {
  readonly changes: number;
  /** How often somebody is killed with signal 9, at moments spread over the drain by chance. */
  readonly kills: number;
  readonly victims: readonly ('branch' | 'master')[];
}

/** A branch drains what has waited; it and head office are killed in the middle, again and again, and started again. */
export async function killedDrain(world: FaultWorld, { changes, kills, victims }: KilledDrain): Promise<string> {
  const office = await openHeadOffice(world);
  const branch = await openFaultBranch(world, office, 'A');
  const ids = await saveProducts(branch, changes);
  await branch.start();
  const moments: string[] = [];
  for (const share of spread(world, kills)) {
    const victim = world.random.pick(victims);
    const head = await reach(office, Math.floor(changes * share));
    if (head < changes) moments.push(`${victim} at ${Math.round((100 * head) / changes)} %`);
    await pause(world.random.whole(0, 60));
    await killAndRestart(victim === 'branch' ? branch : office);
  }
  if (moments.length < kills)
    throw new Error(
      `Only ${moments.length} of ${kills} kills came while changes were on their way: ${moments.join(', ')}`,
    );
  return `killed ${moments.join(', ')}; ${await agree(office, [branch], { ids })}`;
}

/** So many shares between 2 and 90 per cent, in order, no two in the same stretch. */
function spread({ random }: FaultWorld, count: number): number[] {
  return Array.from({ length: count }, (_none, index) => 0.02 + (0.88 * (index + random.next() * 0.8)) / count);
}

async function reach(office: HeadOffice, changes: number): Promise<number> {
  return await eventually(
    `head office has ${changes} changes`,
    () => {
      const head = office.head();
      return head > changes && head;
    },
    { timeoutMs: 120_000, intervalMs: 2 },
  );
}

async function killAndRestart(victim: FaultBranch | HeadOffice): Promise<void> {
  await victim.kill();
  await victim.start();
}
