import type { RecordRow } from '../../../shared/record.ts';
import type { StoreContext } from '../context.ts';
import type { Trx } from '../unit-of-work.ts';
import { keepRecord } from './kept-record.ts';
import { mostHeldAtOnce } from './released.ts';
import type { LogSqlRow } from './rows.ts';

/** Conditions of logs that are not completed, word for word those of the indexes: asked otherwise, SQLite walks through the whole log. */
export const pendingSql = `sync_status = 'pending' and in_doubt = 0`;
export const unsettledSql = `(sync_status = 'syncing' or sync_status = 'failed' or in_doubt = 1)`;

const unsettledOf = `from sync_logs where model_name = ? and model_id = ? and ${unsettledSql}`;

/**
 * Logs of a record that are on their way, in doubt or refused, oldest first. The condition is the index's, word for word. Nearly always there are none, and asking
 * for one number first makes that ten times as cheap: the driver names every column of an empty answer too.
 */
export function findUnsettled(context: StoreContext, modelName: string, modelId: string): LogSqlRow[] {
  if (!context.prepare<{ id: number }>(`select id ${unsettledOf} limit 1`).get(modelName, modelId)) return [];
  return context.prepare<LogSqlRow>(`select * ${unsettledOf} order by id`).all(modelName, modelId);
}

/** Every log of a record that is not completed, oldest first. Two index look-ups, whatever the size of the log: as one statement, a union, they took three times as long. */
export function findOpenLogs(context: StoreContext, modelName: string, modelId: string): LogSqlRow[] {
  const unsettled = findUnsettled(context, modelName, modelId);
  const pending = context
    .prepare<LogSqlRow>(`select * from sync_logs where model_name = ? and model_id = ? and ${pendingSql}`)
    .get(modelName, modelId);
  if (!pending) return unsettled;
  return [...unsettled, pending].toSorted((one, other) => one.id - other.id);
}

/**
 * Keeps the record as it was sent with each log that is on its way or in doubt, before the record changes: sent again, such a log must say the same thing under
 * the same change id (I7, I11), also when the record has been edited or deleted since.
 */
export function freezeInFlight(context: StoreContext, unsettled: readonly LogSqlRow[], before: RecordRow): void {
  for (const row of unsettled) {
    const sent = row.sync_status === 'syncing' || row.in_doubt === 1;
    if (!sent || row.data !== null || row.sync_status === 'failed') continue;
    context
      .prepare('update sync_logs set data = ? where id = ?')
      .run(keepRecord(context, row.model_name, before), row.id);
  }
}

/** What waited behind a refused log may go by itself again (I9), unless it is found to wait behind another one (see hold.ts). */
export function releaseHeldBy(context: StoreContext, { released }: Pick<Trx, 'released'>, logId: number): void {
  const waiting = context
    .prepare<{ id: number }>('select id from sync_logs where held_by is not null and held_by = ? limit ?')
    .all(logId, mostHeldAtOnce + 1);
  if (waiting.length === 0) return;
  context.prepare(`update sync_logs set held_by = null where held_by is not null and held_by = ?`).run(logId);
  for (const { id } of waiting) released.ids.add(id);
}

/** Behind these logs nothing waits any more unless they are refused: accepted, given up or under way again, they hold back nobody (I9). */
export function releaseUnlessRefused(context: StoreContext, logIds: readonly number[]): void {
  const ids = JSON.stringify(logIds);
  context
    .prepare(
      `update sync_logs set held_by = null where held_by is not null and held_by in (select value from json_each(?))
        and held_by not in (select id from sync_logs where sync_status = 'failed' and id in (select value from json_each(?)))`,
    )
    .run(ids, ids);
}
