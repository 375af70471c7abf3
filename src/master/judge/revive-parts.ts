import { ownersOf } from '../../models/kit/owners.ts';
import type { ModelRegistry } from '../../models/kit/registry.ts';
import { keyOf, type RecordName } from '../../shared/record.ts';
import { findMissing } from './check-record.ts';
import type { KnownRecord, KnownRecords } from './known-records.ts';
import { createOverlay } from './overlay.ts';
import { stampOf, versionAfter, type Author, type Rejected, type Write } from './verdict.ts';

interface Removed extends RecordName {
  readonly known: KnownRecord;
}

/**
 * A whole that comes back brings the parts that were removed with it, because a sale is never there without its lines (I10). Returns their writes, each after that of
 * what it is a part of; or why one of them cannot be there any more: then its whole cannot either.
 * @param whole as it comes back
 * @param rank when it was brought back, as `rankTime` ranks it
 */
export function reviveParts(
  models: ModelRegistry,
  records: KnownRecords,
  whole: Write,
  author: Author,
  rank: string,
): Write[] | Rejected {
  const partsOf = groupByOwner(models, records, whole);
  if (partsOf.size === 0) return [];
  const revived = createOverlay(records, models);
  revived.set(whole.modelName, whole.modelId, whole.known);
  const writes: Write[] = [];
  // Grows as it is walked through: a part may have parts of its own.
  const wholes: RecordName[] = [whole];
  for (const owner of wholes) {
    for (const { modelName, modelId, known } of partsOf.get(keyOf(owner)) ?? []) {
      const model = models.get(modelName);
      const missing = findMissing(models, model, revived, known.record, Object.keys(model.fields));
      if (missing) return missing;
      const version = versionAfter(known.version, author);
      const back = { ...known, deleted: false, version, fieldVersions: { '*': stampOf(author, version, rank) } };
      revived.set(modelName, modelId, back);
      // Its author did not send it, and may have taken its removal already.
      writes.push({ modelName, modelId, known: back, changedFields: null, altered: true });
      wholes.push({ modelName, modelId });
    }
  }
  return writes;
}

function groupByOwner(models: ModelRegistry, records: KnownRecords, whole: RecordName): Map<string, Removed[]> {
  const partsOf = new Map<string, Removed[]>();
  for (const { modelName, modelId } of records.removedWith(whole.modelName, whole.modelId)) {
    const known = records.get(modelName, modelId);
    if (!known?.deleted) continue;
    const model = models.find(modelName);
    for (const owner of model ? ownersOf(model, known.record).map(keyOf) : []) {
      partsOf.set(owner, [...(partsOf.get(owner) ?? []), { modelName, modelId, known }]);
    }
  }
  return partsOf;
}
