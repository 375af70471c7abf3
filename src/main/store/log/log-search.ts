import type { LogFilter } from '../../../shared/ipc/logs.ts';
import type { SyncLogRow } from '../../../shared/sync-log.ts';
import type { StoreContext } from '../context.ts';
import { openLogRow } from './kept-record.ts';
import { blocksOfLogs, idsInBlock } from './blocks-of-logs.ts';
import type { LogSqlRow } from './rows.ts';
import { wantedLogs } from './wanted-logs.ts';

/** Which part of the rows that match is wanted; newest first. */
export interface LogPage {
  /** After the row with this id. */
  readonly before?: number | null;
  readonly offset?: number;
  readonly limit: number;
}

/** Logs that match, newest first. Blocks before the page are only counted, so that a page in the middle of a million rows costs what the first one does. */
export function searchLogs(context: StoreContext, filter: LogFilter, page: LogPage): SyncLogRow[] {
  const wanted = wantedLogs(context, filter, page.before ?? null);
  const found: number[] = [];
  let skip = page.offset ?? 0;
  for (const block of blocksOfLogs(context, wanted)) {
    if (found.length >= page.limit) break;
    if (block.logs !== null && block.logs <= skip) {
      skip -= block.logs;
      continue;
    }
    const ids = idsInBlock(context, wanted, block);
    found.push(...ids.slice(skip, skip + page.limit - found.length));
    skip = Math.max(0, skip - ids.length);
  }
  return context
    .prepare<LogSqlRow>('select * from sync_logs where id in (select value from json_each(?)) order by id desc')
    .all(JSON.stringify(found))
    .map((row) => openLogRow(context, row));
}

/** How many match: exactly, at any size of the log in a few milliseconds. */
export function countLogs(context: StoreContext, filter: LogFilter): number {
  const wanted = wantedLogs(context, filter, null);
  let logs = 0;
  for (const block of blocksOfLogs(context, wanted)) logs += block.logs ?? idsInBlock(context, wanted, block).length;
  return logs;
}
