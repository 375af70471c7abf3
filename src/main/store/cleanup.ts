import type { StoreContext } from './context.ts';
import { count } from './log/counters.ts';
import type { UnitOfWork } from './unit-of-work.ts';

const chunk = 1000;
const pagesPerVacuum = 1000;

/**
 * Removes completed logs whose last change is older than so many days, a thousand ids at a time, so that a person's save waits a millisecond; then gives the
 * space back to the system. Returns how many logs went.
 */
export async function cleanupLogs(context: StoreContext, units: UnitOfWork, days: number): Promise<number> {
  const before = new Date(context.clock.now() - days * 86_400_000).toISOString();
  const last = context.prepare<{ id: number | null }>('select max(id) as id from sync_logs').get()?.id ?? 0;
  let removed = 0;
  for (let from = firstId(context); from <= last; from += chunk) {
    removed += units.change((trx) => {
      const { changes } = context
        .prepare(`delete from sync_logs where id >= ? and id < ? and sync_status = 'completed' and updated_at <= ?`)
        .run(from, from + chunk, before);
      count(trx.counters, 'completed', -changes);
      if (changes > 0) trx.topics.add('logs').add('status');
      return changes;
    });
    await context.yieldToOthers();
  }
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
