import type { StoreContext } from '../context.ts';
import type { Trx, UnitOfWork } from '../unit-of-work.ts';
import { countMoved } from './counters.ts';
import { findNewerPending, foldNewerInto } from './fold.ts';
import type { LogSqlRow } from './rows.ts';

/** Of these logs (null: of all) the ones that are on their way, in order. */
export function readSyncing(context: StoreContext, logIds: readonly number[] | null): LogSqlRow[] {
  const syncing = `select * from sync_logs where sync_status = 'syncing'`;
  return logIds === null
    ? context.prepare<LogSqlRow>(`${syncing} order by id`).all()
    : context
        .prepare<LogSqlRow>(`${syncing} and id in (select value from json_each(?)) order by id`)
        .all(JSON.stringify(logIds));
}

/** Back to pending as if never sent. What was in doubt before stays in doubt. An edit made meanwhile is taken up (I2). */
export function giveBack(context: StoreContext, units: UnitOfWork, logIds: readonly number[]): void {
  units.change((trx) => {
    trx.topics.add('status').add('logs');
    for (const row of readSyncing(context, logIds)) {
      const newer = row.in_doubt === 1 ? undefined : findNewerPending(context, row);
      if (newer) foldNewerInto(context, trx, row, newer);
      else {
        const kept = row.in_doubt === 1 || row.action === 'delete' ? row.data : null;
        toPending(context, trx, row, {
          inDoubt: row.in_doubt,
          data: kept,
          attempts: Math.max(0, row.sync_attempts - 1),
        });
      }
    }
  });
}

/** Back to pending, in doubt: sent, and no answer says what became of it (I7). It keeps its row and its change id until an answer for that id comes. */
export function putInDoubt(context: StoreContext, units: UnitOfWork, logIds: readonly number[] | null): number {
  return units.change((trx) => {
    trx.topics.add('status').add('logs');
    const rows = readSyncing(context, logIds);
    for (const row of rows) toPending(context, trx, row, { inDoubt: 1, data: row.data, attempts: row.sync_attempts });
    return rows.length;
  });
}

interface Pending {
  readonly inDoubt: number;
  readonly data: string | null;
  readonly attempts: number;
}

function toPending(context: StoreContext, trx: Trx, row: LogSqlRow, to: Pending): void {
  context
    .prepare(
      `update sync_logs set sync_status = 'pending', in_doubt = ?, data = ?, sync_attempts = ?, updated_at = ? where id = ?`,
    )
    .run(to.inDoubt, to.data, to.attempts, trx.now, row.id);
  countMoved(trx.counters, row, { sync_status: 'pending' });
}
