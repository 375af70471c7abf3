import type { StoreContext } from '../context.ts';
import { refused } from './log-condition.ts';
import { unsettledSql } from './unsettled.ts';

/** Which of the logs that are not pending are visited too: those that were refused, or all that are on their way, in doubt or refused. */
export type Unsettled = 'refused' | 'all';

/**
 * Goes through the logs that are not completed, a slice of ids at a time, others in between. Those that are not pending come first: a person may let one try again meanwhile, and
 * then it comes a second time instead of not at all.
 */
export async function eachOpenSlice(
  context: StoreContext,
  size: number,
  unsettled: Unsettled,
  visit: (ids: readonly number[]) => void,
): Promise<void> {
  // By name: to have them in order SQLite would else walk through the whole log.
  const few = context
    .prepare<{ id: number }>(
      `select id from sync_logs ${refused.index} where ${unsettled === 'refused' ? refused.condition : unsettledSql}`,
    )
    .all();
  for (let from = 0; from < few.length; from += size) {
    visit(few.slice(from, from + size).map((row) => row.id));
    await context.yieldToOthers();
  }
  const page = context.prepare<{ id: number }>(
    `select id from sync_logs where sync_status = 'pending' and id > ? order by id limit ?`,
  );
  for (let rows = page.all(0, size); rows.length > 0; rows = page.all(rows.at(-1)?.id, size)) {
    visit(rows.map((row) => row.id));
    await context.yieldToOthers();
  }
}
