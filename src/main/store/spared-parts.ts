import type { FeedEntry } from '../../shared/protocol/pull.ts';
import { arePartsOfOthers, ownersOf } from '../../models/kit/owners.ts';
import { keyOf } from '../../shared/record.ts';
import type { StoreContext } from './context.ts';
import { findOpenLogs } from './log/unsettled.ts';
import type { MetRecords } from './met-records.ts';

/**
 * Why the removal of a part is not shown: its whole, which was removed with it, stays. Either the whole is known to have come back since (`back`), and then its parts
 * are on their way too; or somebody edits it here (`edited`), and head office will decide for both.
 */
export type Spared = 'back' | 'edited';

/** The removals of parts among these entries that must wait, because a sale is never shown without its lines (I10). Entries of a group come together. */
export function findSpared(
  context: StoreContext,
  met: MetRecords,
  entries: readonly FeedEntry[],
): ReadonlyMap<FeedEntry, Spared> {
  const removals = new Map<string, FeedEntry>();
  for (const entry of entries)
    if (entry.action === 'delete' && entry.transactionId !== null) removals.set(keyOf(entry), entry);
  const spared = new Map<FeedEntry, Spared>();
  for (const entry of removals.values()) {
    const why = whyOwnerStays(context, met, removals, entry);
    if (why) spared.set(entry, why);
  }
  return spared;
}

function whyOwnerStays(
  context: StoreContext,
  met: MetRecords,
  removals: ReadonlyMap<string, FeedEntry>,
  part: FeedEntry,
): Spared | undefined {
  const table = context.findTable(part.modelName);
  if (!table || !arePartsOfOthers(table.model)) return undefined;
  const record = table.find(part.modelId);
  for (const name of record ? ownersOf(table.model, record) : []) {
    const owner = removals.get(keyOf(name));
    if (owner?.transactionId !== part.transactionId) continue;
    const why = whyStays(context, met, owner) ?? whyOwnerStays(context, met, removals, owner);
    if (why) return why;
  }
  return undefined;
}

function whyStays(context: StoreContext, met: MetRecords, entry: FeedEntry): Spared | undefined {
  const { modelName, modelId, version } = entry;
  if (!context.findTable(modelName)?.exists(modelId)) return undefined;
  const key = keyOf(entry);
  if ((met.versions.get(key) ?? 0) > version) return 'back';
  const last = met.open.has(key) ? findOpenLogs(context, modelName, modelId).at(-1) : undefined;
  return last && last.action !== 'delete' ? 'edited' : undefined;
}
