import type { ModelRegistry } from '../../models/kit/registry.ts';
import type { Change } from '../../shared/protocol/common.ts';
import type { Rejection } from '../../shared/protocol/push.ts';
import { findDuplicate } from './check-record.ts';
import { judgeChange } from './judge-change.ts';
import { losesToUpdate } from './judge-delete.ts';
import type { KnownRecord, KnownRecords } from './known-records.ts';
import { createOverlay, type Overlay } from './overlay.ts';
import { isPartOfAnother } from './parts.ts';
import type { Accepted, Author, Write } from './verdict.ts';

type GroupAccepted = { readonly accepted: readonly (Accepted | 'duplicate')[] };
/** `holder`: the record that has the value which makes the culprit a duplicate. */
export type GroupRefused = {
  readonly culprit: Change;
  readonly error: Rejection;
  readonly holder?: string | undefined;
};
export type GroupVerdict = GroupAccepted | GroupRefused;

export interface GroupCircumstances {
  readonly models: ModelRegistry;
  readonly author: Author;
  /** What was decided before; what is accepted now is added. */
  readonly records: Overlay;
  /** Whether a change was accepted before (I7). */
  readonly isKnown: (changeId: string) => boolean;
}

/**
 * Judges groups, all of them or none (I10). That a value belongs to one record only is asked of what they leave behind, not of the steps on the way there: two
 * records that exchange a value would each be in the other's way for ever.
 * @returns one verdict per group, or the refusal of all
 */
export function judgeGroups(
  { models, author, records, isKnown }: GroupCircumstances,
  groups: readonly (readonly Change[])[],
): readonly GroupAccepted[] | GroupRefused {
  const single = groups.length === 1 && groups[0]?.length === 1;
  // A change on its own needs no layer that could be thrown away.
  const layer = single ? records : createOverlay(records, models);
  const seen = new Set<string>();
  const written: { readonly change: Change; readonly write: Write }[] = [];
  const verdicts: GroupAccepted[] = [];
  for (const group of groups) {
    const deletesSurvive =
      group.length > 1 &&
      group.some(
        (change) =>
          change.action === 'delete' && losesToUpdate(layer.get(change.modelName, change.modelId), change, author),
      );
    const accepted: (Accepted | 'duplicate')[] = [];
    for (const change of group) {
      if (isKnown(change.changeId) || seen.has(change.changeId)) {
        accepted.push('duplicate');
        continue;
      }
      seen.add(change.changeId);
      const verdict = judgeChange({ models, records: layer, author, deletesSurvive }, change);
      if (verdict.status === 'rejected') return { culprit: change, error: verdict.error };
      const writes = [...(verdict.write ? [verdict.write] : []), ...(verdict.parts ?? [])];
      for (const write of single ? writes : []) {
        const duplicate = findDuplicateOf(models, layer, write, write.known);
        if (duplicate) return { culprit: change, ...duplicate };
      }
      for (const write of writes) {
        layer.set(write.modelName, write.modelId, write.known);
        written.push({ change, write });
      }
      // Whoever decides whether a whole is there decides it for its parts: by itself, a part would come or go without it (I10).
      const decidedWithWhole =
        verdict.conflict?.kind === 'delete-update' && isPartOfAnother(models, layer, change, group);
      accepted.push(decidedWithWhole ? { ...verdict, conflict: null } : verdict);
    }
    verdicts.push({ accepted });
  }
  if (layer === records) return verdicts;
  for (const { change, write } of written.reverse()) {
    const duplicate = findDuplicateOf(models, layer, write, layer.get(write.modelName, write.modelId));
    if (duplicate) return { culprit: change, ...duplicate };
  }
  layer.mergeInto(records);
  return verdicts;
}

/**
 * Of the values that were set: one that another record has, when all is done.
 * @param last the record as it is then; `records` may still hold what it was before, which may be a removed one that comes back
 */
function findDuplicateOf(
  models: ModelRegistry,
  records: KnownRecords,
  { modelName, known, changedFields }: Write,
  last: KnownRecord | undefined,
) {
  const model = models.get(modelName);
  if (known.deleted || last?.deleted) return undefined;
  return findDuplicate(model, records, known.record, changedFields ?? Object.keys(model.fields));
}
