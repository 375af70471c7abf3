import { createHash } from 'node:crypto';
import { causeFault } from './cause-fault.ts';
import { everyInstallation, findDesk } from './copies.ts';
import { findDifference, findRefusedForVersion, findWaitingForNothing } from './checks.ts';
import { actAtHeadOffice } from './head-office-work.ts';
import type { Plan, Step } from './plan.ts';
import { createSeeded } from './seeded.ts';
import { describeUnrest, settleWorld } from './settle-world.ts';
import { actAtBranch } from './work.ts';
import type { SimBranch } from './sim-branch.ts';
import { createWorld, type World } from './world.ts';

export interface PlanResult {
  /** What went wrong; undefined when nothing did. */
  readonly failure: string | undefined;
  readonly trace: readonly string[];
  /** Of the whole trace and of what head office holds in the end: the same plan gives the same. */
  readonly digest: string;
}

/** Lives a world: work under faults, then peace, then the checks. */
export async function runPlan(plan: Plan): Promise<PlanResult> {
  const trace: string[] = [];
  const hash = createHash('sha256');
  let failure: string | undefined;
  let world: World | undefined;
  try {
    world = await createWorld(plan, trace);
    for (const step of plan.steps) {
      await takeStep(world, step);
      failure =
        world.seenTorn() ??
        firstOf(everyInstallation(world), (branch) => findWaitingForNothing(branch) ?? findRefusedForVersion(branch));
      if (failure !== undefined) break;
    }
    failure ??= (await settleWorld(world)) ? await findDifference(world) : await describeUnrest(world);
    failure = world.seenTorn() ?? failure;
    for (const { digest } of await world.sim.master.digests()) hash.update(digest);
  } catch (error) {
    failure = error instanceof Error ? (error.stack ?? error.message) : String(error);
  } finally {
    world?.close();
  }
  return { failure, trace, digest: hash.update(trace.join('\n')).digest('hex') };
}

async function takeStep(world: World, step: Step): Promise<void> {
  const { sim, ledger, trace, time } = world;
  const random = createSeeded(step.seed);
  if (step.actor < 0) {
    if (!sim.alive) await sim.restart();
    await actAtHeadOffice(sim, ledger, random, trace);
  } else {
    const branch = findDesk(world, step.actor, step.seed);
    if (branch && !branch.alive) await branch.restart();
    if (branch) await actAtBranch(branch, ledger, random, trace);
  }
  await causeFault(world, step);
  await time.advance(step.pauseMs);
}

function firstOf(branches: readonly SimBranch[], find: (branch: SimBranch) => string | undefined): string | undefined {
  for (const branch of branches) {
    const found = find(branch);
    if (found !== undefined) return found;
  }
  return undefined;
}
