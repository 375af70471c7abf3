import { isoTime } from '../../shared/clock.ts';
import type { StoreContext } from './context.ts';

/** Nobody goes on with a sale that was left for so long; its customer and its prices are not those of today. */
const keptDays = 30;

/** Forgets sales that were begun and left, and those that were saved in a moment in which their draft could not be removed. */
export function forgetOldDrafts(context: StoreContext): void {
  const before = isoTime(context.clock.now() - keptDays * 86_400_000);
  context
    .prepare(
      'delete from sale_drafts where kept_at < ? or exists (select 1 from sales where sales.id = sale_drafts.id)',
    )
    .run(before);
}
