import type { ModelRegistry } from '../../models/kit/registry.ts';
import type { KnownRecord, KnownRecords, Referrer } from './known-records.ts';

const keyOf = (modelName: string, modelId: string): string => `${modelName} ${modelId}`;

/** Decisions laid over what was known before them; thrown away when a group is refused, merged downwards when it is accepted (I10). */
export interface Overlay extends KnownRecords {
  set(modelName: string, modelId: string, known: KnownRecord): void;
  /** Everything set in this layer, for merging it into the one below. */
  readonly changes: ReadonlyMap<
    string,
    { readonly modelName: string; readonly modelId: string; readonly known: KnownRecord }
  >;
}

export function createOverlay(below: KnownRecords, models: ModelRegistry): Overlay {
  const changes = new Map<string, { modelName: string; modelId: string; known: KnownRecord }>();
  // Who took which unique value in this layer, so that a look-up does not walk through all of it.
  const holders = new Map<string, Set<string>>();
  const uniqueFields = new Map(models.all.map((model) => [model.name, model.uniqueFields]));
  const valueKey = (modelName: string, field: string, value: unknown): string =>
    `${modelName} ${field} ${String(value)}`;
  const ofModel = (modelName: string) => [...changes.values()].filter((change) => change.modelName === modelName);
  return {
    changes,
    set(modelName, modelId, known) {
      changes.set(keyOf(modelName, modelId), { modelName, modelId, known });
      for (const field of uniqueFields.get(modelName) ?? []) {
        const key = valueKey(modelName, field, known.record[field]);
        holders.set(key, (holders.get(key) ?? new Set()).add(modelId));
      }
    },
    get: (modelName, modelId) => changes.get(keyOf(modelName, modelId))?.known ?? below.get(modelName, modelId),
    findHolder(modelName, field, value, exceptId) {
      for (const modelId of holders.get(valueKey(modelName, field, value)) ?? []) {
        const known = changes.get(keyOf(modelName, modelId))?.known;
        if (modelId !== exceptId && known && !known.deleted && known.record[field] === value) return modelId;
      }
      const holder = below.findHolder(modelName, field, value, exceptId);
      if (holder === undefined) return undefined;
      // It may have given the value up in this layer.
      const changed = changes.get(keyOf(modelName, holder))?.known;
      return changed && (changed.deleted || changed.record[field] !== value) ? undefined : holder;
    },
    referrersOf(modelName, modelId) {
      const stillRefers = (referrer: Referrer): boolean => {
        const changed = changes.get(keyOf(referrer.modelName, referrer.modelId))?.known;
        return !changed || (!changed.deleted && changed.record[referrer.field] === modelId);
      };
      const before = below.referrersOf(modelName, modelId).filter(stillRefers);
      const seen = new Set(before.map((referrer) => keyOf(referrer.modelName, referrer.modelId)));
      const added = models.referencesTo(modelName).flatMap(({ model, field }) =>
        ofModel(model.name)
          .filter(
            ({ modelId: id, known }) =>
              !known.deleted && known.record[field] === modelId && !seen.has(keyOf(model.name, id)),
          )
          .map(({ modelId: id }) => ({ modelName: model.name, modelId: id, field })),
      );
      return [...before, ...added];
    },
  };
}
