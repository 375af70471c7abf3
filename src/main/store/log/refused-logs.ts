import type { StoreContext } from '../context.ts';
import type { LogSqlRow } from './rows.ts';

// The condition of the index, word for word.
const refused = `(sync_status = 'syncing' or sync_status = 'failed' or in_doubt = 1) and sync_status = 'failed'`;

/** Refused logs of a cause, oldest first; of all causes where nothing is named. */
export function refusedLogs(
  context: StoreContext,
  cause: { readonly errorCode?: string | undefined; readonly model?: string | undefined },
): LogSqlRow[] {
  return context
    .prepare<LogSqlRow>(`select * from sync_logs where ${refused} order by id`)
    .all()
    .filter(
      (row) =>
        (cause.errorCode === undefined || row.error_code === cause.errorCode) &&
        (cause.model === undefined || row.model_name === cause.model),
    );
}
