import { setTimeout as pause } from 'node:timers/promises';
import { agree } from '../world/agreement.ts';
import { openFaultBranch, type FaultBranch } from '../world/branch.ts';
import { openHeadOffice, type HeadOffice } from '../world/head-office.ts';
import { startTrade } from '../world/trade.ts';
import type { FaultWorld } from '../world/world.ts';

export interface Storm {
  /** Faults, one after the other; each kind comes once before any comes again. */
  readonly faults: number;
  /** How long one lasts at most, in milliseconds. */
  readonly longestMs: number;
}

interface Ground {
  readonly office: HeadOffice;
  readonly branch: FaultBranch;
  readonly truncateAt: number;
  lasting(): Promise<void>;
}

/** Each does something to head office, a branch or the line between them, and undoes it. */
const faults: Readonly<Record<string, (ground: Ground) => Promise<void>>> = {
  async 'branch killed'({ branch, lasting }) {
    await branch.kill();
    await lasting();
    await branch.start();
  },
  async 'head office killed'({ office, lasting }) {
    await office.kill();
    await lasting();
    await office.start();
  },
  'line cut': (ground) => lineBecomes(ground, { kind: 'cut' }),
  'line silent': (ground) => lineBecomes(ground, { kind: 'silent' }),
  'login page': (ground) => lineBecomes(ground, { kind: 'login-page' }),
  'answers truncated': (ground) => lineBecomes(ground, { kind: 'truncated', afterBytes: ground.truncateAt }),
  async 'answers lost'({ branch, lasting }) {
    branch.line.loseAnswers(0.7);
    await lasting();
    branch.line.loseAnswers(0);
  },
  'branch frozen': ({ branch, lasting }) => frozen(branch.pid, lasting),
  'head office frozen': ({ office, lasting }) => frozen(office.pid, lasting),
};

async function lineBecomes(
  { branch, lasting }: Ground,
  state: Parameters<FaultBranch['line']['become']>[0],
): Promise<void> {
  await branch.line.become(state);
  await lasting();
  await branch.line.become({ kind: 'good' });
}

/** As a laptop's lid that is closed and opened. */
async function frozen(pid: number, lasting: () => Promise<void>): Promise<void> {
  process.kill(pid, 'SIGSTOP');
  await lasting();
  process.kill(pid, 'SIGCONT');
}

/** Two branches trade without a pause while one fault follows the other. */
export async function storm(world: FaultWorld, { faults: count, longestMs }: Storm): Promise<string> {
  const { random, say } = world;
  const office = await openHeadOffice(world);
  const branches = [await openFaultBranch(world, office, 'A'), await openFaultBranch(world, office, 'B')];
  for (const branch of branches) await branch.start();
  const trades = branches.map((branch) => startTrade(branch, random));
  const met = new Map<string, number>();
  let bag: string[] = [];
  try {
    for (let number = 0; number < count; number += 1) {
      if (bag.length === 0) bag = Object.keys(faults);
      const name = random.pick(bag);
      bag = bag.filter((other) => other !== name);
      const branch = random.pick(branches);
      say(`${name} (${branch.name})`);
      met.set(name, (met.get(name) ?? 0) + 1);
      const lasting = (): Promise<void> => pause(random.whole(20, longestMs));
      await faults[name]?.({ office, branch, truncateAt: random.whole(1, 3000), lasting });
      await pause(random.whole(0, 500));
    }
  } finally {
    await Promise.all(trades.map((trade) => trade.stop()));
  }
  const ids = trades.flatMap((trade) => [...trade.saved]);
  const maybe = new Set(trades.flatMap((trade) => [...trade.unanswered]));
  const calm = performance.now();
  const seen = await agree(office, branches, { ids, maybe, timeoutMs: 400_000 });
  const names = [...met].map(([name, times]) => `${name} ${times}×`).join(', ');
  return `${names}; at rest ${((performance.now() - calm) / 1000).toFixed(1)} s after the last fault; ${seen}`;
}
