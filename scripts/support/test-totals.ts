import { z } from 'zod';

/** How many tests of a run passed and failed; skipped ones are neither. */
export interface Totals {
  readonly passed: number;
  readonly failed: number;
}

const vitestReport = z.object({ numPassedTests: z.number(), numFailedTests: z.number() });
const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
});

/** Counts of vitest's JSON report. */
export function vitestTotals(report: unknown): Totals {
  const { numPassedTests, numFailedTests } = vitestReport.parse(report);
  return { passed: numPassedTests, failed: numFailedTests };
}

/** Counts of Playwright's JSON report. */
export function playwrightTotals(report: unknown): Totals {
  const { expected, unexpected, flaky } = playwrightReport.parse(report).stats;
  return { passed: expected + flaky, failed: unexpected };
}

/** One run's share of the total: a runner that ended badly without counting a failure counts as one, so that no failure adds up to none. */
export function totalsOfRun(exitCode: number, counted: Totals | undefined): Totals {
  const { passed, failed } = counted ?? { passed: 0, failed: 0 };
  return { passed, failed: exitCode === 0 ? failed : Math.max(failed, 1) };
}

/** The last line of `npm test`. */
export function describeTotals(runs: readonly Totals[]): string {
  const sum = (of: (run: Totals) => number): number => runs.reduce((total, run) => total + of(run), 0);
  return `${sum((run) => run.passed)} passed, ${sum((run) => run.failed)} failed`;
}
