import type { RefusalCause } from '../../../shared/ipc/logs.ts';
import type { StoreContext } from '../context.ts';

const failed = `(sync_status = 'syncing' or sync_status = 'failed' or in_doubt = 1) and sync_status = 'failed'`;

interface FailedRow {
  id: number;
  model_name: string;
  error_code: string | null;
  error_message: string | null;
  transaction_id: string | null;
  waiting: number;
}

/** Refused logs grouped by cause and model. What was refused only because of another change of its group (I10) counts with that one. */
export function readCauses(context: StoreContext): RefusalCause[] {
  const rows = context
    .prepare<FailedRow>(
      `select id, model_name, error_code, error_message, transaction_id,
        (select count(*) from sync_logs as held where held.held_by is not null and held.held_by = failed.id) as waiting
        from sync_logs as failed where ${failed} order by id`,
    )
    .all();
  const causes = new Map<string, RefusalCause>();
  /** Transaction → the cause for which it was refused. */
  const causeOf = new Map<string, string>();
  const isCulprit = (row: FailedRow): boolean => row.error_code !== 'group-refused';
  const add = (key: string, row: FailedRow, change: { count: number; together: number }): void => {
    const { count = 0, together = 0, waiting = 0, ...said } = causes.get(key) ?? {};
    causes.set(key, {
      code: row.error_code ?? 'unknown',
      model: row.model_name,
      sentence: row.error_message ?? '',
      newestId: row.id,
      ...(change.count === 0 ? said : {}),
      count: count + change.count,
      together: together + change.together,
      waiting: waiting + row.waiting,
    });
  };
  for (const row of rows.filter(isCulprit)) {
    const key = `${row.error_code ?? ''} ${row.model_name}`;
    if (row.transaction_id !== null) causeOf.set(row.transaction_id, key);
    add(key, row, { count: 1, together: 0 });
  }
  for (const row of rows.filter((other) => !isCulprit(other))) {
    const cause = row.transaction_id === null ? undefined : causeOf.get(row.transaction_id);
    // Its culprit was settled in another way since: it stands for itself.
    if (cause === undefined) add(`${row.error_code ?? ''} ${row.model_name}`, row, { count: 1, together: 0 });
    else add(cause, row, { count: 0, together: 1 });
  }
  return [...causes.values()].sort((a, b) => b.count - a.count || b.newestId - a.newestId);
}
