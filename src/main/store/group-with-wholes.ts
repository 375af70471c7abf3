import type { Model } from '../../models/kit/define-model.ts';
import type { StoreContext } from './context.ts';

export interface LostRecord {
  readonly model_name: string;
  readonly model_id: string;
  /** What its newest change was saved with; null = alone, or nobody knows any more. */
  readonly transaction_id: string | null;
}

export const nameOf = ({ model_name: modelName, model_id: modelId }: LostRecord): string => `${modelName} ${modelId}`;

/** A person's save waits for so many records at most. */
const sliceSize = 200;

/**
 * The group in which each lost part (a sale's line, its movement of stock) goes back to head office, and its whole with it, by `nameOf`: one group, whoever
 * changed either of them since and whether or not the cleanup has forgotten with what they were saved. Else other branches would see a sale without its lines
 * (I10). Records that are neither are left out.
 * @param lost records that head office lost altogether
 */
export async function groupWithWholes(
  context: StoreContext,
  lost: readonly LostRecord[],
): Promise<ReadonlyMap<string, string>> {
  const byName = new Map(lost.map((row) => [nameOf(row), row]));
  const ownerOf = new Map<string, string>();
  for (let from = 0; from < lost.length; from += sliceSize) {
    for (const row of lost.slice(from, from + sliceSize)) {
      const owner = ownersOf(context, row).find((name) => byName.has(name));
      if (owner !== undefined) ownerOf.set(nameOf(row), owner);
    }
    await context.yieldToOthers();
  }
  const groups = new Map<string, string>();
  for (const part of ownerOf.keys()) {
    const whole = outermost(ownerOf, part);
    const group = groups.get(whole) ?? byName.get(whole)?.transaction_id ?? context.newId();
    groups.set(whole, group).set(part, group);
  }
  return groups;
}

function ownersOf(context: StoreContext, row: LostRecord): string[] {
  const table = context.findTable(row.model_name);
  const fields = table ? partFields(table.model) : [];
  const record = fields.length > 0 ? table?.find(row.model_id) : undefined;
  return record ? fields.map(({ field, definition }) => `${definition.model} ${String(record[field])}`) : [];
}

function partFields(model: Model): Model['references'] {
  return model.references.filter(({ definition }) => definition.partOf === true);
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
