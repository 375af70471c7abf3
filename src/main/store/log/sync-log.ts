import type { Activity, ActivitySpan } from '../../../shared/activity.ts';
import type { LogFilter, RefusalCause } from '../../../shared/ipc/logs.ts';
import type { Receipt, SyncLogRow, SyncLogStats } from '../../../shared/sync-log.ts';
import { cleanupLogs } from '../cleanup.ts';
import type { StoreContext } from '../context.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import { readActivity } from './activity.ts';
import { count, countMoved, readStats } from './counters.ts';
import { countLogs, searchLogs, type LogPage } from './log-search.ts';
import { readCauses } from './causes.ts';
import { reopenGroup } from './record-change.ts';
import { refusedAmong, refusedIds, type RefusedQuery } from './refused-logs.ts';
import { openLogRow } from './kept-record.ts';
import type { LogSqlRow } from './rows.ts';
import { releaseHeldBy } from './unsettled.ts';

/** The log of changes, under the names that the original SyncLog system gave its operations. */
export interface SyncLog {
  /** Everything that waits to be sent, oldest first. */
  getAllPending(): SyncLogRow[];
  getPendingForModel(modelName: string): SyncLogRow[];
  /** Every logged change of a model, oldest first. */
  getLocalChangesForModel(modelName: string): SyncLogRow[];
  /** Counts by status; takes microseconds at any size of the log. */
  getSyncLogStats(): SyncLogStats;
  /** Marks logs as held by head office. Returns how many were open. */
  markSyncLogsAsCompleted(ids: readonly number[], receipt?: Receipt): number;
  /** Marks logs as refused, with the reason that people read. Returns how many were open. */
  markSyncLogsAsFailed(ids: readonly number[], reason: { readonly code: string; readonly message: string }): number;
  /** Removes completed logs older than so many days. Returns how many. */
  cleanupOldSyncLogs(days: number): Promise<number>;

  find(id: number): SyncLogRow | undefined;
  /** Logs that match, newest first. */
  search(filter: LogFilter, page: LogPage): SyncLogRow[];
  count(filter: LogFilter): number;
  /** Refused logs grouped by cause and model, the largest group first. */
  causes(): RefusalCause[];
  forRecord(modelName: string, modelId: string): SyncLogRow[];
  /** What waits behind a refused log. */
  waitingBehind(id: number, limit: number): { readonly rows: SyncLogRow[]; readonly count: number };
  countHeld(): number;
  /** How much was recorded and confirmed, hour by hour; takes a look-up at any size of the log. */
  activity(span: ActivitySpan): Activity;
  /** The refused logs of a cause, of a model, or all of them, oldest first. */
  refusedIds(which: RefusedQuery): number[];
  /** Those of these logs that are refused become pending again, each with what was refused together with it. Returns how many. */
  retry(ids: readonly number[]): number;
}

export function createSyncLog(context: StoreContext, units: UnitOfWork): SyncLog {
  const rows = (sql: string, ...bindings: unknown[]): SyncLogRow[] =>
    context
      .prepare<LogSqlRow>(sql)
      .all(...bindings)
      .map((row) => openLogRow(context, row));

  function close(
    ids: readonly number[],
    status: 'completed' | 'failed',
    fields: { code: string | null; message: string | null; receipt: string | null },
  ) {
    return units.change((trx) => {
      let closed = 0;
      for (const id of ids) {
        const row = context.prepare<LogSqlRow>('select * from sync_logs where id = ?').get(id);
        if (!row || row.sync_status === 'completed' || row.sync_status === status) continue;
        context
          .prepare(
            `update sync_logs set sync_status = ?, in_doubt = 0, held_by = null, error_code = ?, error_field = null, error_message = ?, receipt = ?, updated_at = ? where id = ?`,
          )
          .run(status, fields.code, fields.message, fields.receipt, trx.now, id);
        countMoved(trx.counters, row, { sync_status: status });
        if (status === 'completed') {
          count(trx.counters, 'confirmed');
          releaseHeldBy(context, trx, id);
        }
        closed += 1;
      }
      if (closed > 0) trx.topics.add('logs').add('status');
      return closed;
    });
  }

  return {
    getAllPending: () => rows(`select * from sync_logs where sync_status = 'pending' order by id`),
    getPendingForModel: (modelName) =>
      rows(`select * from sync_logs where sync_status = 'pending' and model_name = ? order by id`, modelName),
    getLocalChangesForModel: (modelName) => rows('select * from sync_logs where model_name = ? order by id', modelName),
    getSyncLogStats: () => readStats(context),
    markSyncLogsAsCompleted: (ids, receipt) =>
      close(ids, 'completed', { code: null, message: null, receipt: receipt ? JSON.stringify(receipt) : null }),
    markSyncLogsAsFailed: (ids, reason) => close(ids, 'failed', { ...reason, receipt: null }),
    cleanupOldSyncLogs: (days) => cleanupLogs(context, units, days),
    find: (id) => rows('select * from sync_logs where id = ?', id)[0],
    search: (filter, page) => searchLogs(context, filter, page),
    count: (filter) => countLogs(context, filter),
    forRecord: (modelName, modelId) =>
      rows(
        'select * from sync_logs indexed by sync_logs_model_id where model_name = ? and model_id = ? order by id desc limit 500',
        modelName,
        modelId,
      ),
    waitingBehind: (id, limit) => ({
      rows: rows('select * from sync_logs where held_by is not null and held_by = ? order by id limit ?', id, limit),
      count:
        context
          .prepare<{ n: number }>('select count(*) as n from sync_logs where held_by is not null and held_by = ?')
          .get(id)?.n ?? 0,
    }),
    activity: (span) => readActivity(context, span),
    countHeld: () =>
      context.prepare<{ n: number }>('select count(*) as n from sync_logs where held_by is not null').get()?.n ?? 0,
    causes: () => readCauses(context),
    refusedIds: (which) => refusedIds(context, which),
    retry: (ids) =>
      units.change((trx) => {
        const before = readStats(context).failed;
        for (const row of refusedAmong(context, ids)) reopenGroup(context, trx, row);
        const retried = -(trx.counters.failed ?? 0);
        if (before > 0) trx.topics.add('logs').add('status');
        return retried;
      }),
  };
}
