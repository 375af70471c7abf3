import { discoverModels } from '../../src/models/kit/discover.ts';
import { defineModel, type ConflictRule, type Model } from '../../src/models/kit/define-model.ts';
import { reference, text, type Field } from '../../src/models/kit/fields.ts';
import { createRegistry, type ModelRegistry } from '../../src/models/kit/registry.ts';
import type { SqliteConnection } from '../../src/sqlite/open-sqlite.ts';

/** Of the app, and so of its models: in version 2 customers have a nickname, and products a supplier. */
export type AppVersion = 1 | 2;

/** The models of a version, always the same ones within a world. */
export type ModelsOf = (version: AppVersion) => ModelRegistry;

const discovered = await discoverModels();
const supplier = defineModel({
  name: 'Supplier',
  table: 'suppliers',
  title: ['name'],
  fields: { name: text({ required: true }) },
});
const added: Readonly<Record<string, Readonly<Record<string, Field>>>> = {
  Customer: { nickname: text({}) },
  Product: { supplier_id: reference('Supplier', {}) },
};
const newer = [
  ...discovered.all.map((model) => defineModel({ ...model, fields: { ...model.fields, ...added[model.name] } })),
  supplier,
];

/** Each model under each rule, made once: the SQL that is written for a model goes with it. */
const ruled = new Map<Model, Map<ConflictRule, Model>>();

function underRule(model: Model, conflict: ConflictRule): Model {
  const known = ruled.get(model) ?? new Map<ConflictRule, Model>();
  ruled.set(model, known);
  const made = known.get(conflict) ?? { ...model, conflict };
  known.set(conflict, made);
  return made;
}

/** The models of both versions, with the conflict rules that a plan tries. */
export function modelsWith(rules: Readonly<Record<string, ConflictRule>>): ModelsOf {
  const made = new Map<AppVersion, ModelRegistry>();
  return (version) => {
    const known = made.get(version);
    if (known) return known;
    const models = version === 1 ? discovered.all : newer;
    const registry = createRegistry(models.map((model) => underRule(model, rules[model.name] ?? model.conflict)));
    made.set(version, registry);
    return registry;
  };
}

const toNewer = [
  'begin',
  'alter table customers add column nickname text',
  'create table suppliers (id varchar(36) primary key, name text, created_at varchar(30) not null, updated_at varchar(30) not null)',
  'alter table products add column supplier_id varchar(36) references suppliers (id) deferrable initially deferred',
  'pragma user_version = 2',
  'commit',
];

/**
 * What the migrations of a version do to a database that was of an older one, whenever a program of that version opens it.
 * @param before called before each statement; what it throws ends the process, and the transaction with it
 */
export function migrateTo(version: AppVersion, db: SqliteConnection, before: () => void = () => undefined): void {
  const already = db.pragma('user_version', { simple: true });
  if (version === 1 || already === 2) return;
  for (const statement of toNewer) {
    before();
    db.exec(statement);
  }
}
