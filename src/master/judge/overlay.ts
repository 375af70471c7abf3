import type { ModelRegistry } from '../../models/kit/registry.ts';
import { keyOf, type FieldValue, type RecordName } from '../../shared/record.ts';
import type { KnownRecord, KnownRecords, Referrer } from './known-records.ts';

interface Decision extends RecordName {
  readonly known: KnownRecord;
}

/** Decisions laid over what was known before them; thrown away when a group is refused, merged downwards when it is accepted (I10). */
export interface Overlay extends KnownRecords {
  set(modelName: string, modelId: string, known: KnownRecord): void;
  /** Hands everything set in this layer to the one below. */
  mergeInto(below: Overlay): void;
}

export function createOverlay(below: KnownRecords, models: ModelRegistry): Overlay {
  const decisions = new Map<string, Decision>();
  // Who was given which unique value, and who was made to refer to what: looked up instead of walking through all decisions.
  const holders = new Map<string, Set<string>>();
  const referrers = new Map<string, Referrer[]>();

  const decided = (modelName: string, modelId: string): KnownRecord | undefined =>
    decisions.get(keyOf({ modelName, modelId }))?.known;
  const valueKey = (modelName: string, field: string, value: FieldValue): string =>
    `${modelName} ${field} ${typeof value} ${String(value)}`;

  return {
    set(modelName, modelId, known) {
      decisions.set(keyOf({ modelName, modelId }), { modelName, modelId, known });
      const model = models.find(modelName);
      if (!model || known.deleted) return;
      for (const field of model.uniqueFields) {
        const key = valueKey(modelName, field, known.record[field] ?? null);
        const ids = holders.get(key);
        if (ids) ids.add(modelId);
        else holders.set(key, new Set([modelId]));
      }
      for (const { field, definition } of model.references) {
        const target = known.record[field];
        if (typeof target !== 'string') continue;
        const key = keyOf({ modelName: definition.model, modelId: target });
        const list = referrers.get(key);
        if (list) list.push({ modelName, modelId, field });
        else referrers.set(key, [{ modelName, modelId, field }]);
      }
    },
    mergeInto(lower) {
      for (const { modelName, modelId, known } of decisions.values()) lower.set(modelName, modelId, known);
    },
    get: (modelName, modelId) => decided(modelName, modelId) ?? below.get(modelName, modelId),
    findHolder(modelName, field, value, exceptId) {
      for (const modelId of holders.get(valueKey(modelName, field, value)) ?? []) {
        const known = decided(modelName, modelId);
        if (modelId !== exceptId && known && !known.deleted && known.record[field] === value) return modelId;
      }
      const holder = below.findHolder(modelName, field, value, exceptId);
      if (holder === undefined) return undefined;
      // It may have given the value up in this layer.
      const known = decided(modelName, holder);
      return known && (known.deleted || known.record[field] !== value) ? undefined : holder;
    },
    removedWith: below.removedWith,
    *referrersOf(modelName, modelId) {
      // Set twice in this layer, or here and below: named once.
      const seen = new Set<string>();
      for (const referrer of referrers.get(keyOf({ modelName, modelId })) ?? []) {
        const key = `${referrer.field} ${keyOf(referrer)}`;
        const known = decided(referrer.modelName, referrer.modelId);
        if (seen.has(key) || !known || known.deleted || known.record[referrer.field] !== modelId) continue;
        seen.add(key);
        yield referrer;
      }
      for (const referrer of below.referrersOf(modelName, modelId)) {
        if (!decided(referrer.modelName, referrer.modelId)) yield referrer;
      }
    },
  };
}
