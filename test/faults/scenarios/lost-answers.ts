import { eventually } from '../../support/eventually.ts';
import { agree } from '../world/agreement.ts';
import { openFaultBranch } from '../world/branch.ts';
import { openHeadOffice } from '../world/head-office.ts';
import { saveProducts } from '../world/products.ts';
import type { FaultWorld } from '../world/world.ts';

export interface LostAnswers {
  readonly changes: number;
  /** Of the requests, the share that head office carries out and whose answer never arrives. */
  readonly share: number;
}

/** I7: head office carries requests out, and the branch never hears of it. */
export async function lostAnswers(world: FaultWorld, { changes, share }: LostAnswers): Promise<string> {
  const office = await openHeadOffice(world);
  const branch = await openFaultBranch(world, office, 'A');
  const ids = await saveProducts(branch, changes);
  world.say('saved');
  branch.line.loseAnswers(share);
  const began = performance.now();
  await branch.start();
  let told = 0;
  await eventually(
    'everything is confirmed',
    async () => {
      const { counts } = await branch.app.call('sync.status', {});
      const tenth = Math.floor((10 * counts.completed) / changes);
      if (tenth > told) world.say(`${counts.completed} confirmed, ${branch.line.lost} answers lost`);
      told = Math.max(told, tenth);
      return counts.pending + counts.syncing === 0;
    },
    { timeoutMs: 3_600_000, intervalMs: 250 },
  );
  const seconds = (performance.now() - began) / 1000;
  const { lost } = branch.line;
  if (lost === 0) throw new Error('No answer was lost, so nothing was tried');
  branch.line.loseAnswers(0);
  const seen = await agree(office, [branch], { ids, timeoutMs: 600_000 });
  return `${lost} answers lost; ${Math.round(changes / seconds)} changes/s; ${seen}`;
}
