import { branchAnswerSchema, branchApp } from '../../../scripts/demo/branch-app.ts';
import { agree } from '../world/agreement.ts';
import { openFaultBranch, type FaultBranch } from '../world/branch.ts';
import { openHeadOffice } from '../world/head-office.ts';
import { saveProducts } from '../world/products.ts';
import { startTrade } from '../world/trade.ts';
import type { FaultWorld } from '../world/world.ts';

export interface TwoProcesses {
  /** Rounds of saving and syncing by the command line, beside two open apps. */
  readonly rounds: number;
  readonly changesPerRound: number;
}

/** I8: the app opened twice on one data folder, both trading and syncing, and the command line saving and syncing on it as well. */
export async function twoProcesses(world: FaultWorld, { rounds, changesPerRound }: TwoProcesses): Promise<string> {
  const office = await openHeadOffice(world);
  const branch = await openFaultBranch(world, office, 'A');
  await branch.start();
  const second = await world.synclog.start(
    ['branch', 'start', '--data-dir', branch.dataDir, '--port', '0', '--no-open'],
    branchAnswerSchema,
  );
  const trades = [branch, { ...branch, app: branchApp(second.answer) }].map((of) => startTrade(of, world.random, 100));
  const ids: string[] = [];
  try {
    for (let round = 0; round < rounds; round += 1) {
      ids.push(...(await saveProducts({ ...branch, name: `R${round}` }, changesPerRound)));
      await Promise.all([syncBeside(branch), syncBeside(branch)]);
    }
  } finally {
    await Promise.all(trades.map((trade) => trade.stop()));
  }
  const unanswered = trades.reduce((sum, trade) => sum + trade.unanswered.size, 0);
  if (unanswered > 0) throw new Error(`${unanswered} saves failed while another process had the database`);
  const saved = [...ids, ...trades.flatMap((trade) => [...trade.saved])];
  return `${rounds} rounds; ${await agree(office, [branch], { ids: saved })}`;
}

/** A sync by the command line; that another process is syncing is an answer too. */
async function syncBeside(branch: FaultBranch): Promise<void> {
  try {
    await branch.run(['branch', 'sync']);
  } catch (error) {
    if (!String(error).includes('already')) throw error;
  }
}
