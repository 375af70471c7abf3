import { titleOf, type Model } from '../../models/kit/define-model.ts';
import type { Change } from '../../shared/protocol/common.ts';
import { describeReferrers } from './check-record.ts';
import { changedByOther, writtenBy, type FieldVersion, type KnownRecord, type KnownRecords } from './known-records.ts';
import { rankTime } from './rank-time.ts';
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

/** Whether others changed the record since the version that this deletion was made upon: then their change survives. */
export function losesToUpdate(known: KnownRecord | undefined, change: Change, author: Author): boolean {
  return known !== undefined && !known.deleted && newestByOther(known, change, author) !== undefined;
}

function newestByOther(known: KnownRecord, change: Change, author: Author): FieldVersion | undefined {
  const base = change.baseVersion ?? 0;
  return Object.values(known.fieldVersions)
    .filter((version) => changedByOther(version, base, writerOf(author)))
    .reduce<FieldVersion | undefined>(
      (newest, version) => (newest && newest[0] >= version[0] ? newest : version),
      undefined,
    );
}

/** @param survives something of the same group survives its deletion, and this with it: a sale never comes back without its lines (I10) */
export function judgeDelete(
  model: Model,
  records: KnownRecords,
  change: Change,
  author: Author,
  survives: boolean,
): Verdict {
  const known = records.get(model.name, change.modelId);
  // Gone already: what was asked for is so.
  if (known?.deleted) return { status: 'applied', write: null, conflict: null, altered: false };
  if (!known) return judgeUnknown(model, change, author);
  const version = versionAfter(known.version, author);
  const common = { modelName: model.name, modelId: change.modelId, changedFields: null } as const;
  const newest = newestByOther(known, change, author);
  if (survives || newest) {
    // The branch gets the record back. What only comes back with it (its lines) is nobody's disagreement.
    const write: Write = { ...common, known: { ...known, version }, altered: true };
    const conflict: Conflict | null = newest
      ? {
          kind: 'delete-update',
          held: { ...writtenBy(newest), action: 'update', record: known.record },
          arrived: arrivedSide(change, author, change.data),
          fields: {},
        }
      : null;
    return { status: 'conflict', write, conflict, altered: true };
  }
  const referrers = describeReferrers(records, model.name, change.modelId);
  if (referrers !== undefined) {
    const title = titleOf(model, known.record);
    return reject('still-referenced', `${model.name} "${title}" was not removed: ${referrers} to it at head office.`);
  }
  const stamp = stampOf(author, version, rankTime(change.hlc, author.now));
  const write: Write = {
    ...common,
    known: { ...known, deleted: true, version, fieldVersions: { '*': stamp } },
    altered: false,
  };
  return { status: 'applied', write, conflict: null, altered: false };
}

/**
 * Never here. A head office that was put back has lost records: the removal of such a one leaves its trace, or a branch that was away and still has the record
 * would bring it back without a word (I16, I17).
 */
function judgeUnknown(model: Model, change: Change, author: Author): Verdict {
  if ((author.versionFloor ?? 0) === 0) return { status: 'applied', write: null, conflict: null, altered: false };
  const version = versionAfter(0, author);
  const known: KnownRecord = {
    record: change.data,
    deleted: true,
    version,
    fieldVersions: { '*': stampOf(author, version, rankTime(change.hlc, author.now)) },
    createdBy: author.branchId,
    sequence: 0,
  };
  const write: Write = { modelName: model.name, modelId: change.modelId, known, changedFields: null, altered: false };
  return { status: 'applied', write, conflict: null, altered: false };
}
