import type { StoreContext } from '../context.ts';
import type { UnitOfWork } from '../unit-of-work.ts';

/** A person's save waits for so many at most. */
const sliceSize = 500;

/**
 * Gives changes that were never sent from here new ids. A head office that was put back does not know any more which copy of this branch it has heard last, and in
 * another copy the same change may have been sent with other content: under its old name this one would be taken for that (I7, I18).
 * Whoever calls it commits something after it that outlives a power cut.
 */
export async function renameUnsent(context: StoreContext, units: UnitOfWork): Promise<void> {
  let after = 0;
  for (let renamed = rename(context, units, after); renamed !== undefined; renamed = rename(context, units, after)) {
    after = renamed;
    await context.yieldToOthers();
  }
}

/** Returns the last that was renamed. */
function rename(context: StoreContext, units: UnitOfWork, after: number): number | undefined {
  return units.change(() => {
    const rows = context
      .prepare<{ id: number }>(
        `select id from sync_logs where sync_status = 'pending' and id > ? and in_doubt = 0 and sync_attempts = 0 order by id limit ${sliceSize}`,
      )
      .all(after);
    for (const { id } of rows)
      context.prepare('update sync_logs set change_id = ? where id = ?').run(context.newId(), id);
    return rows.at(-1)?.id;
  }, 'crash');
}
