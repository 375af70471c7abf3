import type { LogFilter } from '../../../shared/ipc/logs.ts';
import type { SyncLogRow } from '../../../shared/sync-log.ts';
import type { StoreContext } from '../context.ts';
import { readStats } from './counters.ts';
import { openLogRow } from './kept-record.ts';
import { indexFor, logCondition, onlyByStatus, whereAll, type LogCondition } from './log-condition.ts';
import type { LogSqlRow } from './rows.ts';

/** Which part of the rows that match is wanted; newest first. */
export interface LogPage {
  /** After the row with this id; cheaper than an offset. */
  readonly before?: number | null;
  readonly offset?: number;
  readonly limit: number;
}

/** Logs that match, newest first. */
export function searchLogs(context: StoreContext, filter: LogFilter, page: LogPage): SyncLogRow[] {
  const { before = null, offset = 0, limit } = page;
  const { parts, bindings } = logCondition(filter, modelNames(context));
  const read = (more: readonly LogCondition[], skip: number): SyncLogRow[] =>
    context
      .prepare<LogSqlRow>(
        `select * from sync_logs${indexFor(filter)}${whereAll([...parts, ...more.flatMap((condition) => condition.parts)])} order by id desc limit ? offset ?`,
      )
      .all(...bindings, ...more.flatMap((condition) => condition.bindings), limit, skip)
      .map((row) => openLogRow(context, row));
  if (before !== null) return read([{ parts: ['id < ?'], bindings: [before] }], offset);
  const from = offset > 0 && parts.length === 0 ? idAt(context, offset) : null;
  if (from !== null) return read([{ parts: ['id <= ?'], bindings: [from] }], 0);
  return read([], offset);
}

/** How many match: at once when only the status is asked for, else by reading the log. */
export function countLogs(context: StoreContext, filter: LogFilter): number {
  if (onlyByStatus(filter)) return readStats(context)[filter.status ?? 'total'];
  const { parts, bindings } = logCondition(filter, modelNames(context));
  return (
    context
      .prepare<{ n: number }>(`select count(*) as n from sync_logs${indexFor(filter)}${whereAll(parts)}`)
      .get(...bindings)?.n ?? 0
  );
}

/** The id at an offset from the newest, where no id is missing in between, so that a jump into the depth of a long log costs nothing; else null. */
function idAt(context: StoreContext, offset: number): number | null {
  const ends = context
    .prepare<{ first: number | null; last: number | null }>(
      'select (select min(id) from sync_logs) as first, (select max(id) from sync_logs) as last',
    )
    .get();
  if (!ends || ends.first === null || ends.last === null) return null;
  const dense = ends.last - ends.first + 1 === readStats(context).total;
  return dense ? ends.last - offset : null;
}

function modelNames(context: StoreContext): string[] {
  return context.models.all.map((model) => model.name);
}
