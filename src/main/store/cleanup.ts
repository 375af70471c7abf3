import type { StoreContext } from './context.ts';
import { readFacts } from './facts.ts';
import { forgetBackedUp } from './forget-backed-up.ts';
import { forgetOldDrafts } from './forget-old-drafts.ts';
import { forgetOldActivity } from './log/activity.ts';
import { countLog } from './log/counters.ts';
import type { CountedLog } from './log/log-blocks.ts';
import type { UnitOfWork } from './unit-of-work.ts';

const chunk = 512;
const pagesPerVacuum = 250;

/**
 * Removes completed logs whose last change is older than so many days and that head office's backup holds (where it makes backups, I17), some hundred ids at a time, so that a person's save waits some milliseconds at most; then gives the
 * space back to the system. Sales that were begun and left go with them. Returns how many logs went.
 */
export async function cleanupLogs(context: StoreContext, units: UnitOfWork, days: number): Promise<number> {
  const before = new Date(context.clock.now() - days * 86_400_000).toISOString();
  const { backedUpTo } = readFacts(context);
  const last = context.prepare<{ id: number | null }>('select max(id) as id from sync_logs').get()?.id ?? 0;
  let removed = 0;
  for (let from = firstId(context); from <= last; from += chunk) {
    removed += units.change((trx) => {
      const gone = context
        .prepare<CountedLog>(
          `delete from sync_logs where id >= ?1 and id < ?2 and sync_status = 'completed' and updated_at <= ?3
            and (?4 is null or case when receipt is null or json_valid(receipt) then coalesce(json_extract(receipt, '$.sequence'), 0) <= ?4 end)
            returning id, model_name, action, sync_status`,
        )
        .all({ 1: from, 2: from + chunk, 3: before, 4: backedUpTo });
      for (const row of gone) countLog(trx.counters, row, -1);
      if (gone.length > 0) trx.topics.add('logs').add('status');
      return gone.length;
    });
    await context.yieldToOthers();
  }
  await forgetBackedUp(context, units, backedUpTo, before);
  units.change(() => {
    // Before the first row no clock can have been put back.
    context.prepare('delete from sync_log_jumps where id <= (select min(id) from sync_logs)').run();
    forgetOldActivity(context);
    forgetOldDrafts(context);
  });
  await vacuum(context);
  return removed;
}

function firstId(context: StoreContext): number {
  return context.prepare<{ id: number | null }>('select min(id) as id from sync_logs').get()?.id ?? 1;
}

async function vacuum(context: StoreContext): Promise<void> {
  for (;;) {
    const free = Number(context.db.pragma('freelist_count', { simple: true }));
    if (free === 0) return;
    context.db.pragma(`incremental_vacuum(${pagesPerVacuum})`);
    await context.yieldToOthers();
    if (Number(context.db.pragma('freelist_count', { simple: true })) >= free) return;
  }
}
