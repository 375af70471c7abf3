import type { StoreContext } from '../context.ts';
import type { LogSqlRow } from './rows.ts';
import { pendingSql } from './unsettled.ts';

/** Puts an unsent change into a group, and with it whatever unsent was saved together with it, so that neither group is torn (I10). */
export function joinGroup(context: StoreContext, log: LogSqlRow, group: string): void {
  if (log.transaction_id === group) return;
  context.prepare('update sync_logs set transaction_id = ? where id = ?').run(group, log.id);
  if (log.transaction_id === null) return;
  // One statement for each index: both conditions in one would walk through the whole log.
  for (const unsent of [pendingSql, `sync_status = 'failed'`])
    context
      .prepare(
        `update sync_logs set transaction_id = ? where ${unsent} and transaction_id is not null and transaction_id = ?`,
      )
      .run(group, log.transaction_id);
}
