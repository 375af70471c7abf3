import { access, constants } from 'node:fs/promises';
import { join } from 'node:path';
import { clockToleranceMs } from '../../shared/hybrid-clock.ts';
import type { ConnectionStep } from '../../shared/ipc/branch.ts';
import { checkNames, type DiagnosticCheck, type Storage } from '../../shared/ipc/diagnostics.ts';
import type { Status } from '../../shared/status.ts';
import type { TableProblem } from '../store/open-store.ts';
import type { TextRef } from '../../shared/text-ref.ts';

/** What the checks look at. */
export interface Findings {
  readonly now: number;
  readonly dataDir: string;
  readonly status: Status;
  readonly leftOut: readonly TableProblem[];
  readonly storage: Storage;
  /** Empty when the branch stands alone. */
  readonly ladder: readonly ConnectionStep[];
  readonly databaseProblems: readonly string[];
}

type Found = Pick<DiagnosticCheck, 'outcome' | 'text' | 'remedy'>;
type Name = DiagnosticCheck['name'];

const tightDays = 30;
const tightBytes = 500_000_000;
const fullBytes = 50_000_000;
/** So long without a confirmation, while something waits, is worth a look. */
const quietMs = 4 * 3_600_000;

const text = (key: string, params: TextRef['params'] = {}): TextRef => ({ key: `diagnostics.${key}`, params });
const passed = (key: string, params: TextRef['params'] = {}): Found => ({
  outcome: 'passed',
  text: text(key, params),
  remedy: null,
});
const found = (outcome: 'warning' | 'failed', key: string, remedy: string, params: TextRef['params'] = {}): Found => ({
  outcome,
  text: text(key, params),
  remedy: text(`remedy.${remedy}`, params),
});

const checks: Record<Name, (findings: Findings) => Found | Promise<Found>> = {
  async folder({ dataDir }) {
    try {
      await access(dataDir, constants.W_OK | constants.R_OK);
      return passed('folder.passed', { path: dataDir });
    } catch {
      // The reason is a matter of rights or of a missing disk; both have the same remedy.
      return found('failed', 'folder.failed', 'folder', { path: dataDir });
    }
  },
  disk({ storage }) {
    const params = { bytes: storage.freeBytes, days: storage.runwayDays ?? 0 };
    if (storage.freeBytes < fullBytes) return found('failed', 'disk.failed', 'disk', params);
    const tight = storage.freeBytes < tightBytes || (storage.runwayDays !== null && storage.runwayDays < tightDays);
    return tight ? found('warning', 'disk.warning', 'disk', params) : passed('disk.passed', params);
  },
  database: ({ databaseProblems, dataDir }) =>
    databaseProblems.length === 0
      ? passed('database.passed')
      : found('failed', 'database.failed', 'database', {
          problem: databaseProblems.join('; '),
          path: join(dataDir, 'branch.sqlite'),
        }),
  models: ({ leftOut }) =>
    leftOut.length === 0
      ? passed('models.passed')
      : found('warning', 'models.warning', 'models', {
          problem: leftOut
            .map(({ model, table, missing }) => `${model} (${[table, ...(missing ?? [])].join(': ')})`)
            .join(', '),
        }),
  confirmation({ status, now }) {
    const { counts, lastConfirmedAt } = status;
    const waiting = counts.pending + counts.syncing;
    if (status.connection.state === 'standalone') return passed('confirmation.standalone');
    if (waiting === 0) return passed('confirmation.passed', { at: lastConfirmedAt ?? '' });
    if (lastConfirmedAt === null) return found('warning', 'confirmation.never', 'confirmation', { count: waiting });
    const quiet = now - Date.parse(lastConfirmedAt) > quietMs;
    const params = { count: waiting, at: lastConfirmedAt };
    return quiet
      ? found('warning', 'confirmation.warning', 'confirmation', params)
      : passed('confirmation.waiting', params);
  },
  refusals: ({ status: { counts, held } }) =>
    counts.failed === 0
      ? passed('refusals.passed')
      : found('warning', 'refusals.warning', 'refusals', { count: counts.failed, held }),
  clock({ status: { clockOffsetMs } }) {
    if (clockOffsetMs === null) return passed('clock.unknown');
    const params = { seconds: Math.round(Math.abs(clockOffsetMs) / 1000) };
    if (Math.abs(clockOffsetMs) > clockToleranceMs) return found('warning', 'clock.warning', 'clock', params);
    return Math.abs(clockOffsetMs) < 1000 ? passed('clock.same') : passed('clock.passed', params);
  },
  connection({ ladder, status: { connection: known } }) {
    if (known.state === 'credentials-locked') {
      const params = { step: 'credentials', code: known.state, message: known.message ?? '' };
      return { outcome: 'failed', text: text('connection.failed', params), remedy: null };
    }
    if (ladder.length === 0) return passed('connection.standalone');
    const failed = ladder.find((step) => step.outcome === 'failed');
    if (!failed) return passed('connection.passed');
    const { name: step, message } = failed;
    const [catalogue, code = ''] = failed.text.key.split('.');
    // The step says itself what to do.
    const said = catalogue === 'errors' ? text('connection.failed', { step, message, code }) : failed.text;
    return { outcome: 'failed', text: said, remedy: null };
  },
};

/** Runs the checks in their order; each stands for itself. */
export async function runChecks(findings: Findings): Promise<DiagnosticCheck[]> {
  const results: DiagnosticCheck[] = [];
  for (const name of checkNames) results.push({ name, ...(await checks[name](findings)) });
  return results;
}
