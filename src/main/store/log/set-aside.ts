import type { Aside } from '../../sync/sync-store.ts';
import type { StoreContext } from '../context.ts';
import type { Trx, UnitOfWork } from '../unit-of-work.ts';
import { countLog, countMoved } from './counters.ts';
import { findNewerPending, foldNewerInto } from './fold.ts';
import { readSyncing } from './give-back.ts';
import type { LogSqlRow } from './rows.ts';
import { releaseHeldBy } from './unsettled.ts';

/**
 * Back to pending, because head office fails at it although it stood alone: as it is, perhaps no answer for it will ever come. It keeps its change id as long as
 * nobody edits it, for it may have come through (I7). An edit takes its place under a new id, so that nothing waits for ever (I8); that is safe, because head office
 * lets no request in any more that left before another one which it took (I18): what was sent before the edit never arrives after it.
 */
export function setAside(context: StoreContext, units: UnitOfWork, logIds: readonly number[], aside: Aside): void {
  units.change((trx) => {
    trx.topics.add('status').add('logs');
    const rows = readSyncing(context, logIds).map((row) => ({ row, newer: findNewerPending(context, row) }));
    // An edit made meanwhile may be the remedy, so all of it is tried again at once.
    const edited = rows.some(({ newer }) => newer !== undefined);
    const notBefore = edited ? null : new Date(aside.retryAtMs).toISOString();
    for (const { row, newer } of rows) {
      const doubtful = aside.doubtful || row.in_doubt === 1;
      if (!newer) wait(context, trx, row, { ...aside, doubtful, notBefore });
      else giveWay(context, trx, { ...row, in_doubt: doubtful ? 1 : 0 }, newer);
    }
  });
}

/** The edit that was made since takes its place. */
export function giveWay(context: StoreContext, trx: Trx, row: LogSqlRow, newer: LogSqlRow): void {
  if (row.in_doubt === 1 && row.action === 'create' && newer.action === 'delete') dropLog(context, trx, row);
  else foldNewerInto(context, trx, row, newer);
}

function wait(
  context: StoreContext,
  trx: Trx,
  row: LogSqlRow,
  { doubtful, notBefore, code, message }: Aside & { readonly notBefore: string | null },
): void {
  context
    .prepare(
      `update sync_logs set sync_status = 'pending', in_doubt = ?, data = ?, next_attempt_at = ?, error_code = ?, error_message = ?, updated_at = ? where id = ?`,
    )
    .run(
      doubtful ? 1 : 0,
      doubtful || row.action === 'delete' ? row.data : null,
      notBefore,
      code,
      message,
      trx.now,
      row.id,
    );
  countMoved(trx.counters, row, { sync_status: 'pending' });
}

/** Whether an edit may take the place of this change although nobody knows what became of it: head office failed at it alone. */
export function isSetAside(row: Pick<LogSqlRow, 'sync_status' | 'in_doubt' | 'error_code'>): boolean {
  return row.sync_status === 'pending' && row.in_doubt === 1 && row.error_code !== null;
}

/** The removal that follows it goes out all the same: the master may have the record. */
function dropLog(context: StoreContext, trx: Trx, row: LogSqlRow): void {
  context.prepare('delete from sync_logs where id = ?').run(row.id);
  countLog(trx.counters, row, -1);
  releaseHeldBy(context, trx, row.id);
}

/** All that was saved together with this one may be tried again. */
export function makeGroupDue(context: StoreContext, row: Pick<LogSqlRow, 'transaction_id'>): void {
  context
    .prepare(
      `update sync_logs set next_attempt_at = null
        where sync_status = 'pending' and transaction_id is not null and transaction_id = ? and next_attempt_at is not null`,
    )
    .run(row.transaction_id);
}

/** Everything that was set aside is due: a person does not want to wait for its time. */
export function makeDue(context: StoreContext, units: UnitOfWork): void {
  units.change((trx) => {
    const { changes } = context
      .prepare(`update sync_logs set next_attempt_at = null where next_attempt_at is not null`)
      .run();
    if (changes > 0) trx.topics.add('logs');
  });
}
