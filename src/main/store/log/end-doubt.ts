import type { StoreContext } from '../context.ts';
import type { Trx } from '../unit-of-work.ts';
import { findNewerPending, foldNewerInto } from './fold.ts';
import type { LogSqlRow } from './rows.ts';

/** Sent, and no answer says what became of it. */
export const isInDoubt = (log: Pick<LogSqlRow, 'sync_status' | 'in_doubt'>): boolean =>
  log.sync_status === 'pending' && log.in_doubt === 1;

/** Of the logs of one record: what is in doubt waits again as if it had not been sent, one with the edit that follows it (I2). Whoever changes it next gives it a new name (I7). */
export function endDoubt(context: StoreContext, trx: Trx, logs: readonly LogSqlRow[]): void {
  for (const log of logs.filter(isInDoubt)) {
    const newer = findNewerPending(context, log);
    if (newer) foldNewerInto(context, trx, log, newer);
    else
      context
        .prepare(
          `update sync_logs set in_doubt = 0, data = ?, error_code = null, error_message = null, next_attempt_at = null, updated_at = ? where id = ?`,
        )
        .run(log.action === 'delete' ? log.data : null, trx.now, log.id);
  }
}
