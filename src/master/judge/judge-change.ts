import type { Model } from '../../models/kit/define-model.ts';
import type { ModelRegistry } from '../../models/kit/registry.ts';
import { laterTime } from '../../shared/later-time.ts';
import { SyncLogError } from '../../shared/errors.ts';
import type { Change } from '../../shared/protocol/common.ts';
import type { RecordRow } from '../../shared/record.ts';
import { findMissing } from './check-record.ts';
import { judgeDelete } from './judge-delete.ts';
import { changedByOther, writtenBy, type KnownRecord, type KnownRecords, type Writer } from './known-records.ts';
import { mergeFields } from './merge-fields.ts';
import { rankTime } from './rank-time.ts';
import { readSent } from './read-sent.ts';
import { reviveParts } from './revive-parts.ts';
import {
  arrivedSide,
  reject,
  stampOf,
  versionAfter,
  writerOf,
  type Author,
  type Conflict,
  type Verdict,
  type Write,
} from './verdict.ts';

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
  const record = tombstone && change.action === 'update' ? revive(model, change, sent, tombstone.record) : sent;
  const problem = findMissing(models, model, records, record, Object.keys(model.fields));
  if (problem) return problem;
  const version = versionAfter(tombstone?.version ?? 0, author);
  const rank = rankTime(change.hlc, author.now);
  const known: KnownRecord = {
    record,
    deleted: false,
    version,
    fieldVersions: { '*': stampOf(author, version, rank) },
    createdBy: tombstone ? tombstone.createdBy : author.branchId,
    sequence: tombstone?.sequence ?? 0,
  };
  const altered = differs(model, record, change.data);
  const write: Write = { modelName: model.name, modelId: change.modelId, known, changedFields: null, altered };
  const parts = tombstone ? reviveParts(models, records, write, author, rank) : [];
  if ('status' in parts) return parts;
  const deletion = tombstone?.fieldVersions['*'];
  // Deleted by another while this was edited: the edit survives, and it is said (I16).
  if (!deletion || change.action !== 'update' || !changedByOther(deletion, change.baseVersion ?? 0, writerOf(author)))
    return { status: 'applied', write, parts, conflict: null, altered };
  const conflict: Conflict = {
    kind: 'delete-update',
    held: { ...writtenBy(deletion), action: 'delete', record: tombstone.record },
    arrived: arrivedSide(change, author, record),
    fields: {},
  };
  return { status: 'conflict', write, parts, conflict, altered };
}

/**
 * An edit of some fields brings the record back as it was when it was deleted, not as its author last saw it: others had changed it since (I16). So does its
 * author's own copy, which may have taken their changes under the edit meanwhile (I14). What an older version did not know of the record is as the author has it.
 */
function revive(model: Model, change: Change, sent: RecordRow, deleted: RecordRow): RecordRow {
  if (change.changedFields === null) return sent;
  const edited = new Set(change.changedFields.filter((name) => Object.hasOwn(model.fields, name)));
  const kept = Object.entries(deleted).filter(([name]) => model.columns.includes(name) && !edited.has(name));
  return { ...sent, ...Object.fromEntries(kept), updated_at: laterTime(sent['updated_at'], deleted['updated_at']) };
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
  // A branch of an older version says nothing of a field that it does not know; that is not a wish to empty it.
  const fields = named ?? Object.keys(model.fields).filter((name) => Object.hasOwn(change.data, name));
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
  const problem = findMissing(models, model, records, record, changed);
  if (problem) return problem;
  const inConflict = Object.keys(conflicts).length > 0;
  const status = inConflict ? 'conflict' : othersChanged ? 'merged' : 'applied';
  const conflict: Conflict | null = inConflict
    ? {
        kind: 'fields',
        held: { ...newestOf(conflicts), action: 'update', record: known.record },
        arrived: arrivedSide(change, author, sent),
        fields: conflicts,
      }
    : null;
  const altered = differs(model, record, change.data);
  // It sets nothing (it only says what a person decided), or all is the same as it is here and as it was sent: nothing to write, and nobody to tell.
  if (fields.length === 0 || (!altered && !differs(model, record, known.record)))
    return { status, write: null, conflict, altered };
  const version = versionAfter(known.version, author);
  const stamp = stampOf(author, version, rank);
  const stamps = Object.fromEntries(changed.map((name) => [name, stamp]));
  const next: KnownRecord = { ...known, record, version, fieldVersions: { ...known.fieldVersions, ...stamps } };
  const write: Write = { modelName: model.name, modelId: change.modelId, known: next, changedFields: changed, altered };
  return { status, write, conflict, altered };
}

/** Who wrote the newest of the values that head office held. */
function newestOf(conflicts: Conflict['fields']): Writer {
  const writers = Object.values(conflicts).map((field) => field.heldBy);
  return writers.reduce((newest, writer) => ((writer.at ?? '') > (newest.at ?? '') ? writer : newest));
}

function differs(model: Model, stored: RecordRow, other: RecordRow): boolean {
  return model.columns.some((name) => stored[name] !== (other[name] ?? null));
}
