import { arePartsOfOthers, ownersOf } from '../../models/kit/owners.ts';
import { keyOf, type RecordName } from '../../shared/record.ts';
import type { StoreContext } from './context.ts';

/** A person's save waits for so many records at most. */
const sliceSize = 200;
/** Names that are gone through in some milliseconds. */
const manyNames = 10_000;

/**
 * The group in which each lost part (a sale's line, its movement of stock) goes back to head office, and its whole with it, by `keyOf`: one group, whoever
 * changed either of them since and whether or not the cleanup has forgotten with what they were saved. Else other branches would see a sale without its lines
 * (I10). Records that are neither are left out.
 * @param lost records that head office lost altogether
 * @param groupOf the group in which one of them goes back by itself; null where it is in none
 */
export async function groupWithWholes<Row extends RecordName>(
  context: StoreContext,
  lost: readonly Row[],
  groupOf: (row: Row) => string | null,
): Promise<ReadonlyMap<string, string>> {
  const byName = new Map<string, Row>();
  for (const [index, row] of lost.entries()) {
    byName.set(keyOf(row), row);
    if (index % manyNames === manyNames - 1) await context.yieldToOthers();
  }
  const ownerOf = new Map<string, string>();
  for (let from = 0; from < lost.length; from += sliceSize) {
    for (const row of lost.slice(from, from + sliceSize)) {
      const owner = ownersHere(context, row).find((name) => byName.has(name));
      if (owner !== undefined) ownerOf.set(keyOf(row), owner);
    }
    await context.yieldToOthers();
  }
  const groups = new Map<string, string>();
  for (const [index, part] of [...ownerOf.keys()].entries()) {
    if (index % sliceSize === sliceSize - 1) await context.yieldToOthers();
    const whole = outermost(ownerOf, part);
    const row = byName.get(whole);
    const group = groups.get(whole) ?? (row && groupOf(row)) ?? context.newId();
    groups.set(whole, group).set(part, group);
  }
  return groups;
}

function ownersHere(context: StoreContext, row: RecordName): string[] {
  const table = context.findTable(row.modelName);
  if (!table || !arePartsOfOthers(table.model)) return [];
  const record = table.find(row.modelId);
  return record ? ownersOf(table.model, record).map(keyOf) : [];
}

function outermost(ownerOf: ReadonlyMap<string, string>, part: string): string {
  const seen = new Set<string>();
  let whole = part;
  for (let owner = ownerOf.get(whole); owner !== undefined && !seen.has(owner); owner = ownerOf.get(whole)) {
    seen.add(owner);
    whole = owner;
  }
  return whole;
}
