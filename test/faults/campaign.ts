import { killedDrain } from './scenarios/killed-drain.ts';
import { storm } from './scenarios/storm.ts';
import type { FaultWorld } from './world/world.ts';

export interface CampaignPart {
  readonly name: string;
  /** Resolves to what was seen, in a few words; beginning with "not run:" where this machine does not allow it. */
  run(world: FaultWorld): Promise<string>;
}

/** The long campaign, in full size. */
export const campaign: readonly CampaignPart[] = [
  { name: 'kill-branch', run: (world) => killedDrain(world, { changes: 20_000, kills: 5, victims: ['branch'] }) },
  {
    name: 'kill-both',
    run: (world) => killedDrain(world, { changes: 60_000, kills: 20, victims: ['branch', 'master'] }),
  },
  { name: 'storm', run: (world) => storm(world, { faults: 90, longestMs: 4000 }) },
];
