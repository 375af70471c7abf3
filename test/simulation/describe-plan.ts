import type { Plan } from './plan.ts';

const nameOf = (target: number, branches: number): string => (target < 0 ? 'head office' : `B${target % branches}`);

/** A plan in words, a line for each step. */
export function describePlan({ branches, rules, versions, batch, defect, steps }: Plan): string {
  const lines = steps.map(({ actor, target, fault, pauseMs }) => {
    const trouble = fault ? `; then ${nameOf(target, branches)}: ${JSON.stringify(fault)}` : '';
    return `  ${nameOf(actor, branches)} works${trouble}; ${pauseMs} ms pass`;
  });
  const ages = versions ? `, versions ${JSON.stringify(versions)}` : '';
  const broken = defect ? `, head office fails at some changes ${defect} it has taken them` : '';
  return [`  ${branches} branches, rules ${JSON.stringify(rules)}${ages}, batches of ${batch}${broken}`, ...lines].join(
    '\n',
  );
}
