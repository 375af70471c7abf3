import type { FeedEntry } from '../../shared/protocol/pull.ts';
import type { Told } from '../sync/sync-store.ts';
import { applyEntry } from './apply-entry.ts';
import type { StoreContext } from './context.ts';
import { writeFact } from './facts.ts';
import { meetRecords } from './met-records.ts';
import { findSpared } from './spared-parts.ts';
import { keepTold } from './told.ts';
import type { UnitOfWork } from './unit-of-work.ts';

/** So many entries at the least go into one transaction; a person's save waits for one of these at most. */
const sliceSize = 100;

/**
 * Applies entries of the feed without logging them (I3), in slices that end where a group ends (I10), each in one transaction with the cursor that covers
 * it; finally moves the cursor to `next`, past what was not meant for this branch. What a power cut takes back is pulled again, because the cursor goes back with it.
 */
export async function applyFeed(
  context: StoreContext,
  units: UnitOfWork,
  entries: readonly FeedEntry[],
  next: number,
  page: Told & { readonly whole?: boolean } = {},
): Promise<{ readonly applied: number; readonly topics: ReadonlySet<string> }> {
  const topics = new Set<string>();
  let applied = 0;
  for (const slice of slices(entries)) {
    const taken = units.apply((trx) => {
      const met = meetRecords(context, slice);
      const spared = findSpared(context, met, slice);
      const { whole } = page;
      const entriesTaken = slice.filter((entry) =>
        applyEntry(context, trx, entry, met, { whole, spared: spared.get(entry) }),
      ).length;
      writeFact(context, 'cursor', slice.at(-1)?.sequence ?? next);
      if (slice.at(-1)?.sequence === next) keepTold(context, page);
      return { entries: entriesTaken, topics: trx.topics };
    }, 'crash');
    applied += taken.entries;
    for (const topic of taken.topics) topics.add(topic);
    const newest = slice.at(-1);
    if (newest) context.hybridClock.observe(newest.hlc);
    await context.yieldToOthers();
  }
  if (entries.at(-1)?.sequence !== next || entries.length === 0) {
    units.apply(() => {
      writeFact(context, 'cursor', next);
      keepTold(context, page);
    }, 'crash');
  }
  return { applied, topics };
}

function* slices(entries: readonly FeedEntry[]): Generator<FeedEntry[]> {
  let slice: FeedEntry[] = [];
  for (const [index, entry] of entries.entries()) {
    slice.push(entry);
    const following = entries[index + 1];
    const groupGoesOn =
      following !== undefined && entry.transactionId !== null && following.transactionId === entry.transactionId;
    if (slice.length >= sliceSize && !groupGoesOn) {
      yield slice;
      slice = [];
    }
  }
  if (slice.length > 0) yield slice;
}
