import { titleOf, type Model } from '../../models/kit/define-model.ts';
import type { Change } from '../../shared/protocol/common.ts';
import { describeReferrers } from './check-record.ts';
import { changedByOther, type KnownRecord, type KnownRecords } from './known-records.ts';
import { rankTime } from './rank-time.ts';
import { reject, versionAfter, writerOf, type Author, type Verdict, type Write } from './verdict.ts';

/** Whether others changed the record since the version that this deletion was made upon: then their change survives. */
export function losesToUpdate(known: KnownRecord | undefined, change: Change, author: Author): boolean {
  if (!known || known.deleted) return false;
  const base = change.baseVersion ?? 0;
  return Object.values(known.fieldVersions).some((version) => changedByOther(version, base, writerOf(author)));
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
  // Gone already, or never here: what was asked for is so.
  if (!known || known.deleted) return { status: 'applied', write: null, conflict: null };
  const version = versionAfter(known.version, author);
  const common = { modelName: model.name, modelId: change.modelId, changedFields: null } as const;
  if (survives || losesToUpdate(known, change, author)) {
    // The branch gets the record back.
    const write: Write = { ...common, known: { ...known, version }, altered: true };
    return { status: 'conflict', write, conflict: { kind: 'delete-update', fields: {} } };
  }
  const referrers = describeReferrers(records, model.name, change.modelId);
  if (referrers !== undefined) {
    const title = titleOf(model, known.record);
    return reject('still-referenced', `${model.name} "${title}" was not removed: ${referrers} to it at head office.`);
  }
  const stamp = [version, rankTime(change.hlc, author.now), writerOf(author)] as const;
  const write: Write = {
    ...common,
    known: { ...known, deleted: true, version, fieldVersions: { '*': stamp } },
    altered: false,
  };
  return { status: 'applied', write, conflict: null };
}
