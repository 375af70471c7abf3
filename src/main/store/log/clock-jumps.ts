import type { StoreContext } from '../context.ts';

/**
 * Notes where the clock was put back, so that a date can be found in the log by halving its ids (date-ranges.ts). Looked at once for all rows of a transaction,
 * which bear the same time.
 * @param first the first row that it wrote
 * @param now when it began, ISO-8601 UTC
 */
export function noteClockJump(context: StoreContext, first: number, now: string): void {
  const before = context
    .prepare<{ created_at: string }>('select created_at from sync_logs where id < ? order by id desc limit 1')
    .get(first);
  if (before && now < before.created_at) context.prepare('insert into sync_log_jumps (id) values (?)').run(first);
}
