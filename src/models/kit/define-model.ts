import { conflictModelName, type ConflictRule } from '../../shared/protocol/conflict.ts';
import type { RecordRow } from '../../shared/record.ts';
import type { Field, ReferenceField } from './fields.ts';

export type { ConflictRule };

export interface ModelDefinition {
  /** PascalCase, as in `sync_logs.model_name`. */
  readonly name: string;
  /** Plural snake_case. */
  readonly table: string;
  readonly fields: Readonly<Record<string, Field>>;
  /** The field, or the first of the fields with a value, that names a record to a person. */
  readonly title: readonly string[];
  /** Default: last-write-wins. */
  readonly conflict?: ConflictRule;
  /** `all` branches, or only the one that made the record (`origin`). Head office has every record. Default: all. */
  readonly receivedBy?: 'all' | 'origin';
  /** Stays at this branch: never logged, sent or received. `settings.excludedModels` can add to these. Default: false. */
  readonly excluded?: boolean;
  /** Records are added and never changed, so that sums of them cannot conflict (stock movements). Default: false. */
  readonly appendOnly?: boolean;
}

/** A model: its definition, and what is derived from it once. */
export interface Model extends ModelDefinition {
  readonly conflict: ConflictRule;
  readonly receivedBy: 'all' | 'origin';
  readonly excluded: boolean;
  readonly appendOnly: boolean;
  /** Every column in order: id, the fields, created_at, updated_at. */
  readonly columns: readonly string[];
  readonly references: readonly { readonly field: string; readonly definition: ReferenceField }[];
  readonly uniqueFields: readonly string[];
  readonly booleanFields: readonly string[];
  readonly sensitiveFields: readonly string[];
}

const namePattern = /^[A-Z][A-Za-z0-9]*$/;
const columnPattern = /^[a-z][a-z0-9_]*$/;
const reserved = new Set(['id', 'created_at', 'updated_at']);

/** Declares a model. Throws where the definition contradicts itself, so that a mistake shows at the start and not at a customer's. */
export function defineModel<const D extends ModelDefinition>(definition: D): Model & D {
  const problem = findProblem(definition);
  if (problem) throw new Error(`Model ${definition.name}: ${problem}`);
  const fields = Object.entries<Field>(definition.fields);
  const named = (test: (field: Field) => boolean) => fields.filter(([, field]) => test(field)).map(([name]) => name);
  return {
    conflict: 'last-write-wins',
    receivedBy: 'all',
    excluded: false,
    appendOnly: false,
    ...definition,
    columns: ['id', ...fields.map(([name]) => name), 'created_at', 'updated_at'],
    references: fields.flatMap(([field, f]) => (f.kind === 'reference' ? [{ field, definition: f }] : [])),
    uniqueFields: named((f) => f.kind === 'text' && f.unique === true),
    booleanFields: named((f) => f.kind === 'boolean'),
    sensitiveFields: named((f) => f.sensitive === true),
  };
}

function findProblem(definition: ModelDefinition): string | undefined {
  if (!namePattern.test(definition.name)) return 'its name must be PascalCase';
  if (definition.name === conflictModelName) return 'this name is kept for what SyncLog tells of conflicts';
  if (!columnPattern.test(definition.table)) return 'its table must be snake_case';
  const names = Object.keys(definition.fields);
  const bad = names.find((name) => !columnPattern.test(name) || reserved.has(name));
  if (bad !== undefined) return `the field "${bad}" must be snake_case and not one of ${[...reserved].join(', ')}`;
  const title = definition.title.find((name) => !names.includes(name));
  if (title !== undefined) return `its title names the field "${title}", which it does not have`;
  if (definition.title.length === 0) return 'its title must name at least one field';
  return undefined;
}

/** What names this record to a person: the first title field with a value, else the start of its id. */
export function titleOf(model: Model, record: RecordRow): string {
  for (const name of model.title) {
    const value = record[name];
    if (value !== null && value !== undefined && value !== '') return String(value);
  }
  return String(record['id'] ?? '').slice(0, 8);
}
