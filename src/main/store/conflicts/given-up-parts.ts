import { ownersOf } from '../../../models/kit/owners.ts';
import { keyOf } from '../../../shared/record.ts';
import type { StoreContext } from '../context.ts';
import { toConflict, type ConflictSqlRow, type StoredConflict } from './conflict-rows.ts';

/** What was given up at the same moment as a record and is a part of it (a sale's lines, their movements of stock), each after what it is a part of. */
export function findGivenUpParts(context: StoreContext, whole: StoredConflict): StoredConflict[] {
  const others = context
    .prepare<ConflictSqlRow>(`select * from sync_conflicts where at = ? and kind = 'given-up' and id <> ? order by id`)
    .all(whole.summary.at, whole.summary.id)
    .map((row) => toConflict(context, row));
  const partsOf = groupByOwner(context, others);
  // Grows as it is walked through: a part may have parts of its own.
  const found = new Set([whole]);
  for (const { summary } of found) for (const part of partsOf.get(keyOf(summary)) ?? []) found.add(part);
  return [...found].slice(1);
}

function groupByOwner(context: StoreContext, conflicts: readonly StoredConflict[]): Map<string, StoredConflict[]> {
  const partsOf = new Map<string, StoredConflict[]>();
  for (const conflict of conflicts) {
    const model = context.models.find(conflict.summary.modelName);
    const { record } = conflict.content.ours;
    for (const owner of model && record ? ownersOf(model, record).map(keyOf) : []) {
      const parts = partsOf.get(owner);
      if (parts) parts.push(conflict);
      else partsOf.set(owner, [conflict]);
    }
  }
  return partsOf;
}
