import { makePlan } from './plan.ts';
import { runPlan, type PlanResult } from './run-plan.ts';

export interface SeedResult extends PlanResult {
  readonly seed: number;
}

/** Lives the world of a seed. */
export async function runSeed(seed: number): Promise<SeedResult> {
  return { seed, ...(await runPlan(makePlan(seed))) };
}
