import { expect, test } from 'vitest';
import { describeTotals, playwrightTotals, totalsOfRun, vitestTotals } from '../../../scripts/support/test-totals.ts';

test('adds up both runners', () => {
  const vitest = vitestTotals({ numPassedTests: 40, numFailedTests: 2, numPendingTests: 1 });
  const playwright = playwrightTotals({ stats: { expected: 7, unexpected: 1, flaky: 1, skipped: 3 } });
  expect(describeTotals([vitest, playwright])).toBe('48 passed, 3 failed');
});

test('a runner that ended badly never adds up to no failure', () => {
  expect(totalsOfRun(1, { passed: 3, failed: 0 })).toEqual({ passed: 3, failed: 1 });
  expect(totalsOfRun(1, undefined)).toEqual({ passed: 0, failed: 1 });
  expect(totalsOfRun(1, { passed: 3, failed: 2 })).toEqual({ passed: 3, failed: 2 });
  expect(totalsOfRun(0, { passed: 3, failed: 0 })).toEqual({ passed: 3, failed: 0 });
});

test('a report of another shape is an error, not zero tests', () => {
  expect(() => vitestTotals({ tests: 4 })).toThrow();
  expect(() => playwrightTotals({})).toThrow();
});
