import { syncStatuses, type SyncStatus } from '../../../shared/record.ts';
import type { SyncLogStats } from '../../../shared/sync-log.ts';
import type { StoreContext } from '../context.ts';
import { saveActivity } from './activity.ts';
import { noteClockJump } from './clock-jumps.ts';
import { countInBlock, saveBlocks, type BlockChanges, type CountedLog } from './log-blocks.ts';

/**
 * By how much a transaction changes the count of each status (as a whole and block by block), how many changes were recorded with it and how many confirmed.
 * Saved once, at its end, in the same transaction as the rows.
 */
export type CounterChanges = Partial<Record<SyncStatus | 'recorded' | 'confirmed', number>> & {
  readonly blocks: BlockChanges;
  /** The first row that it added to the log. */
  firstLog?: number;
};

export const noChanges = (): CounterChanges => ({ blocks: new Map() });

export function count(changes: CounterChanges, what: 'recorded' | 'confirmed'): void {
  changes[what] = (changes[what] ?? 0) + 1;
}

/** A row of the log has come (1) or gone (-1). */
export function countLog(changes: CounterChanges, row: CountedLog, by: 1 | -1): void {
  changes[row.sync_status] = (changes[row.sync_status] ?? 0) + by;
  countInBlock(changes.blocks, row, by);
}

/** A row of the log, as it was, has another status or action now. */
export function countMoved(
  changes: CounterChanges,
  row: CountedLog,
  to: Partial<Pick<CountedLog, 'sync_status' | 'action'>>,
): void {
  countLog(changes, row, -1);
  countLog(
    changes,
    { id: row.id, model_name: row.model_name, action: row.action, sync_status: row.sync_status, ...to },
    1,
  );
}

/** @param now when the transaction began, ISO-8601 UTC */
export function saveCounters(context: StoreContext, changes: CounterChanges, now: string): void {
  if (changes.firstLog !== undefined) noteClockJump(context, changes.firstLog, now);
  saveActivity(context, { recorded: changes.recorded ?? 0, confirmed: changes.confirmed ?? 0 }, now);
  saveBlocks(context, changes.blocks);
  if (!syncStatuses.some((status) => changes[status])) return;
  context
    .prepare(
      `update sync_counters set pending = pending + ?, syncing = syncing + ?, completed = completed + ?, failed = failed + ? where id = 1`,
    )
    .run(...syncStatuses.map((status) => changes[status] ?? 0));
}

/** Counts by status, at any size of the log in microseconds. */
export function readStats(context: StoreContext): SyncLogStats {
  const row = context
    .prepare<Record<SyncStatus, number>>('select pending, syncing, completed, failed from sync_counters where id = 1')
    .get();
  const { pending = 0, syncing = 0, completed = 0, failed = 0 } = row ?? {};
  return { pending, syncing, completed, failed, total: pending + syncing + completed + failed };
}
