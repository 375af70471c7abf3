import type { Model } from '../../models/kit/define-model.ts';
import type { ModelRegistry } from '../../models/kit/registry.ts';
import { SyncLogError } from '../../shared/errors.ts';
import type { Change } from '../../shared/protocol/common.ts';
import type { RecordRow } from '../../shared/record.ts';
import { findProblem } from './check-record.ts';
import { judgeDelete } from './judge-delete.ts';
import { changedByOther, type KnownRecord, type KnownRecords } from './known-records.ts';
import { mergeFields } from './merge-fields.ts';
import { rankTime } from './rank-time.ts';
import { readSent } from './read-sent.ts';
import { reject, versionAfter, writerOf, type Author, type Verdict, type Write } from './verdict.ts';

/** What one change is judged against. */
export interface Circumstances {
  readonly models: ModelRegistry;
  readonly records: KnownRecords;
  readonly author: Author;
  /** Something of the same group survives its deletion. */
  readonly deletesSurvive: boolean;
}

/** Judges one change against what is known. Pure: the same question always has the same answer. */
export function judgeChange(circumstances: Circumstances, change: Change): Verdict {
  const { models, records, author, deletesSurvive } = circumstances;
  const model = models.find(change.modelName);
  if (!model || model.excluded) {
    const what = `Head office does not keep records of the kind ${change.modelName}`;
    return reject('unknown-model', `${what}. Ask head office to upgrade, then retry.`);
  }
  if (change.action === 'delete') return judgeDelete(model, records, change, author, deletesSurvive);
  let sent: RecordRow;
  try {
    sent = readSent(model, change, author.now);
  } catch (error) {
    if (error instanceof SyncLogError) return reject('invalid-record', error.message, error.field);
    throw error;
  }
  const known = records.get(model.name, change.modelId);
  return known && !known.deleted
    ? judgeUpdate(circumstances, model, change, sent, known)
    : judgeInsert(circumstances, model, change, sent, known);
}

function judgeInsert(
  { models, records, author }: Circumstances,
  model: Model,
  change: Change,
  sent: RecordRow,
  tombstone: KnownRecord | undefined,
): Verdict {
  const problem = findProblem(models, model, records, sent, Object.keys(model.fields));
  if (problem) return problem;
  const version = versionAfter(tombstone?.version ?? 0, author);
  const known: KnownRecord = {
    record: sent,
    deleted: false,
    version,
    fieldVersions: { '*': [version, rankTime(change.hlc, author.now), writerOf(author)] },
    createdBy: tombstone ? tombstone.createdBy : author.branchId,
    sequence: tombstone?.sequence ?? 0,
  };
  const altered = differs(model, sent, change.data);
  const write: Write = { modelName: model.name, modelId: change.modelId, known, changedFields: null, altered };
  const deletion = tombstone?.fieldVersions['*'];
  // Deleted by another while this was edited: the edit survives, and it is said (I16).
  return deletion && change.action === 'update' && changedByOther(deletion, change.baseVersion ?? 0, writerOf(author))
    ? { status: 'conflict', write, conflict: { kind: 'delete-update', fields: {} } }
    : { status: 'applied', write, conflict: null };
}

function judgeUpdate(
  { models, records, author }: Circumstances,
  model: Model,
  change: Change,
  sent: RecordRow,
  known: KnownRecord,
): Verdict {
  const named = change.changedFields?.filter((name) => Object.hasOwn(model.fields, name));
  const rank = rankTime(change.hlc, author.now);
  const fields = named ?? Object.keys(model.fields);
  const { record, changed, conflicts, othersChanged } = mergeFields({
    model,
    known,
    sent,
    fields,
    base: change.baseVersion ?? 0,
    rank,
    author,
  });
  if (model.appendOnly && changed.length > 0) {
    const message = `A ${model.name} is never changed after it was saved. Put a mistake right with another one.`;
    return reject('not-allowed', message);
  }
  const problem = findProblem(models, model, records, record, changed);
  if (problem) return problem;
  const inConflict = Object.keys(conflicts).length > 0;
  const status = inConflict ? 'conflict' : othersChanged ? 'merged' : 'applied';
  const conflict = inConflict ? { kind: 'fields' as const, fields: conflicts } : null;
  const altered = differs(model, record, change.data);
  // The same as it is here and as it was sent: there is nothing to write, and nobody to tell.
  if (!altered && !differs(model, record, known.record)) return { status, write: null, conflict };
  const version = versionAfter(known.version, author);
  const stamp = [version, rank, writerOf(author)] as const;
  const stamps = Object.fromEntries(changed.map((name) => [name, stamp]));
  const next: KnownRecord = { ...known, record, version, fieldVersions: { ...known.fieldVersions, ...stamps } };
  const write: Write = { modelName: model.name, modelId: change.modelId, known: next, changedFields: changed, altered };
  return { status, write, conflict };
}

function differs(model: Model, stored: RecordRow, other: RecordRow): boolean {
  return model.columns.some((name) => stored[name] !== (other[name] ?? null));
}
