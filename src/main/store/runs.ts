import { syncRunSchema, type SyncRun } from '../../shared/status.ts';
import type { StoreContext } from './context.ts';

const keptRuns = 500;

export function recordRun(context: StoreContext, run: SyncRun): void {
  context
    .prepare(
      `insert into sync_runs (id, cause, outcome, started_at, ended_at, pushed, refused, pulled, error_code, error_message)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      run.id,
      run.cause,
      run.outcome,
      run.startedAt,
      run.endedAt,
      run.pushed,
      run.refused,
      run.pulled,
      run.error?.code ?? null,
      run.error?.message ?? null,
    );
  context
    .prepare(
      `delete from sync_runs where ended_at < (select ended_at from sync_runs order by ended_at desc limit 1 offset ?)`,
    )
    .run(keptRuns);
}

/** The newest runs first. */
export function readRuns(context: StoreContext, limit: number): SyncRun[] {
  interface RunSqlRow {
    id: string;
    cause: string;
    outcome: string;
    started_at: string;
    ended_at: string;
    pushed: number;
    refused: number;
    pulled: number;
    error_code: string | null;
    error_message: string | null;
  }
  return context
    .prepare<RunSqlRow>('select * from sync_runs order by ended_at desc limit ?')
    .all(limit)
    .map((row) =>
      syncRunSchema.parse({
        id: row.id,
        cause: row.cause,
        outcome: row.outcome,
        startedAt: row.started_at,
        endedAt: row.ended_at,
        pushed: row.pushed,
        refused: row.refused,
        pulled: row.pulled,
        error: row.error_code === null ? null : { code: row.error_code, message: row.error_message ?? '' },
      }),
    );
}
