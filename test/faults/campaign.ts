import { join } from 'node:path';
import { projectRoot } from '../../scripts/support/project.ts';
import { badLine, drainOverBadLine } from './scenarios/bad-line.ts';
import { concurrentPushers } from './scenarios/concurrent-pushers.ts';
import { damagedFile } from './scenarios/damaged-file.ts';
import { fullDisk } from './scenarios/full-disk.ts';
import { killedDecisions } from './scenarios/killed-decisions.ts';
import { killedDrain } from './scenarios/killed-drain.ts';
import { lostAnswers } from './scenarios/lost-answers.ts';
import { storm } from './scenarios/storm.ts';
import { twoProcesses } from './scenarios/two-processes.ts';
import type { FaultWorld } from './world/world.ts';

export interface CampaignPart {
  readonly name: string;
  /** Resolves to what was seen, in a few words; beginning with "not run:" where this machine does not allow it. */
  run(world: FaultWorld): Promise<string>;
}

const built = join(projectRoot, 'bin/synclog.mjs');

/** The long campaign, in full size. */
export const campaign: readonly CampaignPart[] = [
  { name: 'kill-branch', run: (world) => killedDrain(world, { changes: 20_000, kills: 5, victims: ['branch'] }) },
  {
    name: 'kill-both',
    run: (world) => killedDrain(world, { changes: 60_000, kills: 20, victims: ['branch', 'master'] }),
  },
  { name: 'killed-decisions', run: (world) => killedDecisions(world, { conflicts: 100 }) },
  { name: 'storm', run: (world) => storm(world, { faults: 90, longestMs: 4000 }) },
  { name: 'two-processes', run: (world) => twoProcesses(world, { rounds: 12, changesPerRound: 2000 }) },
  { name: 'damaged-file', run: (world) => damagedFile(world, { everyHeaderByte: 1, elsewhere: 3000 }) },
  { name: 'full-disk', run: (world) => fullDisk(world, { rounds: 20 }) },
  { name: 'concurrent-pushers', run: (world) => concurrentPushers(world, { pushers: 8, batches: 250 }) },
  {
    name: 'bad-line',
    run: (world) => drainOverBadLine(world, built, { changes: 100_000, shape: badLine, kills: 3, mostOverhead: 1.3 }),
  },
  { name: 'lost-answers', run: (world) => lostAnswers(world, { changes: 1_000_000, share: 0.1 }) },
];
