import { titleOf, type Model } from '../../models/kit/define-model.ts';
import type { ModelRegistry } from '../../models/kit/registry.ts';
import { validateRecord } from '../../models/kit/validate.ts';
import { SyncLogError } from '../../shared/errors.ts';
import type { Change } from '../../shared/protocol/common.ts';
import type { Rejection, ResultStatus } from '../../shared/protocol/push.ts';
import type { RecordRow } from '../../shared/record.ts';
import { mergeFields, type FieldConflict } from './merge-fields.ts';
import type { KnownRecord, KnownRecords } from './known-records.ts';

/** Who sends it, and when it arrived. */
export interface Author {
  /** null = head office itself */
  readonly branchId: string | null;
  /** The master's clock, milliseconds. */
  readonly now: number;
}

/** What is to be written for an accepted change. */
export interface Write {
  readonly modelName: string;
  readonly modelId: string;
  readonly known: KnownRecord;
  readonly changedFields: readonly string[] | null;
  /** It is not what was sent, so the sender must get it back (I13). */
  readonly altered: boolean;
}

export interface Conflict {
  readonly kind: 'fields' | 'delete-update';
  readonly fields: Readonly<Record<string, FieldConflict>>;
}

export type Verdict =
  | {
      readonly status: Exclude<ResultStatus, 'rejected' | 'duplicate'>;
      readonly write: Write | null;
      readonly conflict: Conflict | null;
    }
  | { readonly status: 'rejected'; readonly error: Rejection };

const reject = (code: string, message: string, field?: string): Verdict => ({
  status: 'rejected',
  error: { code, message, ...(field === undefined ? {} : { field }) },
});

/** Judges one change against what is known. Pure: the same question always has the same answer. */
export function judgeChange(models: ModelRegistry, records: KnownRecords, change: Change, author: Author): Verdict {
  const model = models.find(change.modelName);
  if (!model || model.excluded) {
    return reject(
      'unknown-model',
      `Head office does not keep records of the kind ${change.modelName}. Ask head office to upgrade, then retry.`,
    );
  }
  const known = records.get(model.name, change.modelId);
  if (change.action === 'delete') return judgeDelete(model, records, change, known, author);
  let sent: RecordRow;
  try {
    sent = readRecord(model, change);
  } catch (error) {
    if (error instanceof SyncLogError) return reject('invalid-record', error.message, error.field);
    throw error;
  }
  return known && !known.deleted
    ? judgeUpdate(models, model, records, change, sent, known, author)
    : judgeInsert(models, model, records, change, sent, known, author);
}

/** The record as it was sent, checked field by field. */
function readRecord(model: Model, change: Change): RecordRow {
  const { id: _id, created_at: createdAt, updated_at: updatedAt, ...values } = change.data;
  const fields = validateRecord(model, values);
  const time = (value: unknown): string => (typeof value === 'string' && value !== '' ? value : change.recordedAt);
  return { id: change.modelId, ...fields, created_at: time(createdAt), updated_at: time(updatedAt) };
}

function judgeInsert(
  models: ModelRegistry,
  model: Model,
  records: KnownRecords,
  change: Change,
  sent: RecordRow,
  tombstone: KnownRecord | undefined,
  author: Author,
): Verdict {
  const problem = findProblem(models, model, records, sent, Object.keys(model.fields));
  if (problem) return problem;
  const version = (tombstone?.version ?? 0) + 1;
  const known: KnownRecord = {
    record: sent,
    deleted: false,
    version,
    fieldVersions: { '*': [version, change.hlc, author.branchId] },
    createdBy: tombstone ? tombstone.createdBy : author.branchId,
    sequence: 0,
  };
  const write: Write = {
    modelName: model.name,
    modelId: change.modelId,
    known,
    changedFields: null,
    altered: differs(model, sent, change.data),
  };
  // Deleted by another while this was edited: the edit survives, and it is said (I16).
  const deletedByOther =
    tombstone && change.action === 'update' && tombstone.fieldVersions['*']?.[2] !== author.branchId;
  return deletedByOther
    ? { status: 'conflict', write, conflict: { kind: 'delete-update', fields: {} } }
    : { status: 'applied', write, conflict: null };
}

function judgeUpdate(
  models: ModelRegistry,
  model: Model,
  records: KnownRecords,
  change: Change,
  sent: RecordRow,
  known: KnownRecord,
  author: Author,
): Verdict {
  const named = change.changedFields?.filter((name) => Object.hasOwn(model.fields, name));
  const { record, changed, conflicts, othersChanged } = mergeFields({
    model,
    known,
    sent,
    fields: named ?? Object.keys(model.fields),
    base: change.baseVersion ?? 0,
    hlc: change.hlc,
    author,
  });
  if (model.appendOnly && changed.length > 0) {
    return reject(
      'not-allowed',
      `A ${model.name} is never changed after it was saved. Put a mistake right with another one.`,
    );
  }
  const problem = findProblem(models, model, records, record, changed);
  if (problem) return problem;
  const version = known.version + 1;
  const stamp = [version, change.hlc, author.branchId] as const;
  const next: KnownRecord = {
    ...known,
    record,
    version,
    fieldVersions: { ...known.fieldVersions, ...Object.fromEntries(changed.map((name) => [name, stamp])) },
  };
  const write: Write = {
    modelName: model.name,
    modelId: change.modelId,
    known: next,
    changedFields: changed,
    altered: differs(model, record, change.data),
  };
  if (Object.keys(conflicts).length > 0)
    return { status: 'conflict', write, conflict: { kind: 'fields', fields: conflicts } };
  return { status: othersChanged ? 'merged' : 'applied', write, conflict: null };
}

function judgeDelete(
  model: Model,
  records: KnownRecords,
  change: Change,
  known: KnownRecord | undefined,
  author: Author,
): Verdict {
  // Gone already, or never here: what was asked for is so.
  if (!known || known.deleted) return { status: 'applied', write: null, conflict: null };
  const base = change.baseVersion ?? 0;
  const changedByOther = Object.values(known.fieldVersions).some(
    ([version, , branchId]) => version > base && branchId !== author.branchId,
  );
  if (changedByOther) {
    // The update survives, and the branch gets the record back.
    const next: KnownRecord = { ...known, version: known.version + 1 };
    const write: Write = {
      modelName: model.name,
      modelId: change.modelId,
      known: next,
      changedFields: null,
      altered: true,
    };
    return { status: 'conflict', write, conflict: { kind: 'delete-update', fields: {} } };
  }
  const referrers = records.referrersOf(model.name, change.modelId);
  const [first] = referrers;
  if (first) {
    const what = `${referrers.length} ${first.modelName} ${referrers.length === 1 ? 'record refers' : 'records refer'} to it at head office`;
    return reject('still-referenced', `${model.name} "${titleOf(model, known.record)}" was not removed: ${what}.`);
  }
  const version = known.version + 1;
  const next: KnownRecord = {
    ...known,
    deleted: true,
    version,
    fieldVersions: { '*': [version, change.hlc, author.branchId] },
  };
  const write: Write = {
    modelName: model.name,
    modelId: change.modelId,
    known: next,
    changedFields: null,
    altered: false,
  };
  return { status: 'applied', write, conflict: null };
}

/** A reference to nothing, or a value that another record has: of the fields given, those that were changed. */
function findProblem(
  models: ModelRegistry,
  model: Model,
  records: KnownRecords,
  record: RecordRow,
  fields: readonly string[],
): Verdict | undefined {
  for (const { field, definition } of model.references) {
    const id = record[field];
    if (!fields.includes(field) || typeof id !== 'string') continue;
    const target = records.get(definition.model, id);
    if (target && !target.deleted) continue;
    const named = target && models.find(definition.model);
    const what = named
      ? `the ${definition.model} "${titleOf(named, target.record)}" was deleted at head office`
      : `that ${definition.model} is not known at head office`;
    return reject('missing-reference', `${model.name} refused: ${what} (${field}).`, field);
  }
  for (const field of model.uniqueFields) {
    const value = record[field] ?? null;
    if (!fields.includes(field) || value === null) continue;
    const holder = records.findHolder(model.name, field, value, String(record['id']));
    if (holder === undefined) continue;
    const other = records.get(model.name, holder);
    const title = other ? titleOf(model, other.record) : holder;
    return reject(
      'duplicate-value',
      `${model.name} refused: "${title}" has the ${field} "${String(value)}" at head office already.`,
      field,
    );
  }
  return undefined;
}

function differs(model: Model, stored: RecordRow, sent: RecordRow): boolean {
  return model.columns.some((name) => stored[name] !== (sent[name] ?? null));
}
