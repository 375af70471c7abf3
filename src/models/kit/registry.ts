import { SyncLogError } from '../../shared/errors.ts';
import type { Model } from './define-model.ts';

/** The models of this program, by name. */
export interface ModelRegistry {
  readonly all: readonly Model[];
  /** @throws SyncLogError `unknown-model`, naming the models there are */
  get(name: string): Model;
  find(name: string): Model | undefined;
  /** Models in an order in which each comes after those it refers to (cycles keep the order of their names). */
  readonly inOrderOfReference: readonly Model[];
  /** Every field that refers to this model. */
  referencesTo(name: string): readonly { readonly model: Model; readonly field: string; readonly partOf: boolean }[];
}

/** @throws Error where two models share a name or table, or a reference names a model that does not exist */
export function createRegistry(models: readonly Model[]): ModelRegistry {
  const all = [...models].sort((a, b) => (a.name < b.name ? -1 : 1));
  const byName = new Map(all.map((model) => [model.name, model]));
  if (byName.size !== all.length) throw new Error('Two models share a name');
  if (new Set(all.map((model) => model.table)).size !== all.length) throw new Error('Two models share a table');
  const incoming = new Map<string, { model: Model; field: string; partOf: boolean }[]>();
  for (const model of all) {
    for (const { field, definition } of model.references) {
      if (!byName.has(definition.model))
        throw new Error(`${model.name}.${field} refers to ${definition.model}, which is not a model`);
      const list = incoming.get(definition.model) ?? [];
      list.push({ model, field, partOf: definition.partOf === true });
      incoming.set(definition.model, list);
    }
  }
  return {
    all,
    inOrderOfReference: sortByReference(all, byName),
    find: (name) => byName.get(name),
    get(name) {
      const model = byName.get(name);
      if (model) return model;
      throw new SyncLogError(
        'unknown-model',
        `There is no model "${name}". The models are ${all.map((m) => m.name).join(', ')}.`,
      );
    },
    referencesTo: (name) => incoming.get(name) ?? [],
  };
}

function sortByReference(all: readonly Model[], byName: ReadonlyMap<string, Model>): Model[] {
  const sorted: Model[] = [];
  const seen = new Set<string>();
  const visit = (model: Model): void => {
    if (seen.has(model.name)) return;
    seen.add(model.name);
    for (const { definition } of model.references) {
      const target = byName.get(definition.model);
      if (target) visit(target);
    }
    sorted.push(model);
  };
  all.forEach(visit);
  return sorted;
}
