import { syncStatuses, type SyncStatus } from '../../../shared/record.ts';
import type { SyncLogStats } from '../../../shared/sync-log.ts';
import type { StoreContext } from '../context.ts';
import { saveActivity } from './activity.ts';

/**
 * By how much a transaction changes the count of each status, how many changes were recorded with it and how many confirmed. Saved once, at its end, in the
 * same transaction as the rows.
 */
export type CounterChanges = Partial<Record<SyncStatus | 'recorded' | 'confirmed', number>>;

export function count(changes: CounterChanges, name: keyof CounterChanges, by: number): void {
  changes[name] = (changes[name] ?? 0) + by;
}

/** @param now when the transaction began, ISO-8601 UTC */
export function saveCounters(context: StoreContext, changes: CounterChanges, now: string): void {
  saveActivity(context, { recorded: changes.recorded ?? 0, confirmed: changes.confirmed ?? 0 }, now);
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
