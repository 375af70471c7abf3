import type { CheckStep } from './check.ts';

/** Takes the steps one after the other and says how each went. Resolves to whether all went well; what follows a failed step is not tried. */
export async function runCheck(steps: readonly CheckStep[], say: (text: string) => void): Promise<boolean> {
  for (const [index, step] of steps.entries()) {
    const number = `${index + 1}/${steps.length}`;
    const began = performance.now();
    try {
      const seen = await step.run();
      say(`passed  ${number}  ${step.name}: ${seen} (${Math.round(performance.now() - began)} ms)`);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const cause = error instanceof Error && error.cause instanceof Error ? ` (${error.cause.message})` : '';
      say(`FAILED  ${number}  ${step.name}: ${reason}${cause}`);
      return false;
    }
  }
  return true;
}
