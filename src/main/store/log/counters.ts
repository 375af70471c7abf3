import { syncStatuses, type SyncStatus } from '../../../shared/record.ts';
import type { SyncLogStats } from '../../../shared/sync-log.ts';
import type { StoreContext } from '../context.ts';

/** By how much a transaction changes the count of each status. Saved once, at its end, in the same transaction as the rows. */
export type CounterChanges = Partial<Record<SyncStatus, number>>;

export function count(changes: CounterChanges, status: SyncStatus, by: number): void {
  changes[status] = (changes[status] ?? 0) + by;
}

export function saveCounters(context: StoreContext, changes: CounterChanges): void {
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
