import type { LogFilter } from '../../../shared/ipc/logs.ts';
import type { SyncLogRow } from '../../../shared/sync-log.ts';
import type { StoreContext } from '../context.ts';
import { readStats } from './counters.ts';
import { idsOfDates, type IdRange } from './date-ranges.ts';
import { openLogRow } from './kept-record.ts';
import { both } from './log-condition.ts';
import { fromSource, sourcesOf } from './log-sources.ts';
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
  if (isPlain(filter) && before !== null) return rowsUpTo(context, 0, before - 1, limit, offset);
  const ids = before === null ? idsOf(context, filter) : null;
  if (ids && (offset === 0 || isDense(context))) return rowsUpTo(context, ids.first, ids.last - offset, limit, 0);
  const sources = sourcesOf(context, filter).map((source) =>
    before === null
      ? source
      : { ...source, condition: both(source.condition, { parts: ['id < ?'], bindings: [before] }) },
  );
  if (sources.length === 0) return [];
  const found = sources.map((source) => fromSource('id', source)).join(' union all ');
  return context
    .prepare<LogSqlRow>(
      `select * from sync_logs where id in (select id from (${found} order by id desc limit ? offset ?)) order by id desc`,
    )
    .all(...sources.flatMap((source) => source.condition.bindings), limit, offset)
    .map((row) => openLogRow(context, row));
}

/** How many match: at once when only the status is asked for, else by counting entries of an index. */
export function countLogs(context: StoreContext, filter: LogFilter): number {
  const { status, ...others } = filter;
  if (isPlain(others)) return readStats(context)[status ?? 'total'];
  const ids = idsOf(context, filter);
  if (ids && isDense(context)) return ids.last - ids.first + 1;
  const sources = sourcesOf(context, filter);
  if (sources.length === 0) return 0;
  const counts = sources.map((source) => `(${fromSource('count(*)', source)})`).join(' + ');
  return (
    context
      .prepare<{ n: number }>(`select ${counts} as n`)
      .get(...sources.flatMap((source) => source.condition.bindings))?.n ?? 0
  );
}

/** Whether everything is asked for. */
function isPlain({ text, ...others }: LogFilter): boolean {
  return !text?.trim() && Object.values(others).every((value) => value === undefined || value === '');
}

function rowsUpTo(context: StoreContext, first: number, last: number, limit: number, offset: number): SyncLogRow[] {
  return context
    .prepare<LogSqlRow>('select * from sync_logs where id >= ? and id <= ? order by id desc limit ? offset ?')
    .all(first, last, limit, offset)
    .map((row) => openLogRow(context, row));
}

/** The ids between which every row is what the filter wants: for everything, or all of a time in which no clock was put back; else null. */
function idsOf(context: StoreContext, { from, to, ...others }: LogFilter): IdRange | null {
  if (!isPlain(others)) return null;
  const ranges = idsOfDates(context, from, to);
  return ranges?.length === 1 ? (ranges[0] ?? null) : null;
}

/** Whether no id is missing, so that a count and a jump into the depth of a long log cost nothing. */
function isDense(context: StoreContext): boolean {
  const ends = context
    .prepare<{ first: number | null; last: number | null }>(
      'select (select min(id) from sync_logs) as first, (select max(id) from sync_logs) as last',
    )
    .get();
  if (!ends || ends.first === null || ends.last === null) return false;
  return ends.last - ends.first + 1 === readStats(context).total;
}
