import type { Plan } from './plan.ts';
import { runPlan, type PlanResult } from './run-plan.ts';

export interface Shrunk {
  readonly plan: Plan;
  readonly result: PlanResult;
  /** How many shorter worlds were lived to find this one. */
  readonly tries: number;
}

/** What kind of failure it is: numbers and ids change as the world gets shorter. */
export function kindOf(failure: string): string {
  return (failure.split('\n')[0] ?? '').replaceAll(/[0-9a-f-]{36}|B\d|t?\d+\.?/g, '#');
}

/** Makes a failing plan as short as it can within so many tries: fewer steps, fewer branches, fewer faults, as long as it fails in the same way. */
export async function shrink(plan: Plan, result: PlanResult, mostTries = 400): Promise<Shrunk> {
  let best = { plan, result };
  let tries = 0;
  const kind = kindOf(result.failure ?? '');

  async function attempt(shorter: Plan): Promise<boolean> {
    if (tries >= mostTries) return false;
    tries += 1;
    const lived = await runPlan(shorter);
    if (lived.failure === undefined || kindOf(lived.failure) !== kind) return false;
    best = { plan: shorter, result: lived };
    return true;
  }
  async function dropSteps(): Promise<void> {
    for (let size = Math.ceil(best.plan.steps.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
      for (let from = 0; from < best.plan.steps.length;) {
        const steps = best.plan.steps.toSpliced(from, size);
        if (!(await attempt({ ...best.plan, steps }))) from += size;
      }
    }
  }
  async function simplifySteps(): Promise<void> {
    for (let index = 0; index < best.plan.steps.length; index += 1) {
      for (const simpler of [{ fault: undefined }, { pauseMs: 0 }]) {
        const step = best.plan.steps[index];
        if (step) await attempt({ ...best.plan, steps: best.plan.steps.with(index, { ...step, ...simpler }) });
      }
    }
  }
  await dropSteps();
  if (best.plan.versions) await attempt({ ...best.plan, versions: undefined });
  if (best.plan.defect) await attempt({ ...best.plan, defect: undefined });
  if (best.plan.batch > 7) await attempt({ ...best.plan, batch: 7 });
  while (best.plan.branches > 1 && (await attempt({ ...best.plan, branches: best.plan.branches - 1 })));
  await simplifySteps();
  await dropSteps();
  return { ...best, tries };
}
