import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from './project.ts';
import { runProgram } from './run-program.ts';
import { playwrightTotals, totalsOfRun, vitestTotals, type Totals } from './test-totals.ts';

/** Runs every vitest project, showing its ordinary report. What tests start as processes are the built programs, as a person runs them. */
export async function runVitest(): Promise<Totals> {
  return await withReport(async (report) => {
    const vitest = join(projectRoot, 'node_modules/vitest/vitest.mjs');
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    return await runProgram(process.execPath, [vitest, 'run', ...reporters], {
      env: { SYNCLOG_COMMAND: join(projectRoot, 'bin/synclog.mjs') },
    });
  }, vitestTotals);
}

/** Runs one Playwright project, showing its ordinary report. */
export async function runPlaywright(project: string, env: NodeJS.ProcessEnv = {}): Promise<Totals> {
  return await withReport(async (report) => {
    const playwright = join(projectRoot, 'node_modules/@playwright/test/cli.js');
    return await runProgram(process.execPath, [playwright, 'test', `--project=${project}`, '--reporter=list,json'], {
      env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    });
  }, playwrightTotals);
}

async function withReport(
  run: (report: string) => Promise<number>,
  count: (report: unknown) => Totals,
): Promise<Totals> {
  const folder = mkdtempSync(join(tmpdir(), 'synclog-report-'));
  const report = join(folder, 'report.json');
  try {
    return totalsOfRun(await run(report), readTotals(report, count));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A runner that could not even start writes no report; its exit code then tells the failure. */
function readTotals(report: string, count: (report: unknown) => Totals): Totals | undefined {
  try {
    return count(JSON.parse(readFileSync(report, 'utf8')));
  } catch (error) {
    console.error(
      `The report of the tests could not be read: ${error instanceof Error ? error.message : String(error)}`,
    );
    return undefined;
  }
}
