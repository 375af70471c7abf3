import type { StoreContext } from './context.ts';
import { readFacts, writeFact } from './facts.ts';
import { forgetOldActivity } from './log/activity.ts';
import { count } from './log/counters.ts';
import type { UnitOfWork } from './unit-of-work.ts';

const chunk = 1000;
const pagesPerVacuum = 1000;

/**
 * Removes completed logs whose last change is older than so many days and that head office's backup holds (where it makes backups, I17), a thousand ids at a time, so that a person's save waits a millisecond; then gives the
 * space back to the system. Returns how many logs went.
 */
export async function cleanupLogs(context: StoreContext, units: UnitOfWork, days: number): Promise<number> {
  const before = new Date(context.clock.now() - days * 86_400_000).toISOString();
  const { backedUpTo } = readFacts(context);
  const last = context.prepare<{ id: number | null }>('select max(id) as id from sync_logs').get()?.id ?? 0;
  let removed = 0;
  for (let from = firstId(context); from <= last; from += chunk) {
    removed += units.change((trx) => {
      const { changes } = context
        .prepare(
          `delete from sync_logs where id >= ?1 and id < ?2 and sync_status = 'completed' and updated_at <= ?3
            and (?4 is null or coalesce(json_extract(receipt, '$.sequence'), 0) <= ?4)`,
        )
        .run({ 1: from, 2: from + chunk, 3: before, 4: backedUpTo });
      count(trx.counters, 'completed', -changes);
      if (changes > 0) trx.topics.add('logs').add('status');
      return changes;
    });
    await context.yieldToOthers();
  }
  units.change(() => {
    forgetBackedUp(context, backedUpTo, before);
    // Before the first row no clock can have been put back.
    context.prepare('delete from sync_log_jumps where id <= (select min(id) from sync_logs)').run();
    forgetOldActivity(context);
  });
  await vacuum(context);
  return removed;
}

/** What a backup holds needs not be sent again, whatever becomes of head office; where no backup is known, the age decides. */
function forgetBackedUp(context: StoreContext, backedUpTo: number | null, before: string): void {
  if (backedUpTo === null) {
    const { newest } = context
      .prepare<{ newest: number | null }>('select max(sequence) as newest from sync_unbacked where hlc < ?')
      .get(before) ?? { newest: null };
    // From there on nobody knows which fields of a record were changed: should head office lose them, the record is sent whole.
    if (newest !== null) writeFact(context, 'forgottenTo', Math.max(readFacts(context).forgottenTo, newest));
    context.prepare('delete from sync_unbacked where hlc < ?').run(before);
  } else context.prepare('delete from sync_unbacked where sequence <= ?').run(backedUpTo);
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
