import { SyncLogError } from '../../../shared/errors.ts';
import type { RecordRow } from '../../../shared/record.ts';
import type { StoreContext } from '../context.ts';
import { readIdentity } from '../identity.ts';
import { recordChange } from '../log/record-change.ts';
import type { Repository, Values } from '../repository.ts';
import type { WriteTrx } from '../unit-of-work.ts';
import type { StoredConflict } from './conflict-rows.ts';
import { getConflict } from './find-conflicts.ts';
import { findGivenUpParts } from './given-up-parts.ts';
import { tellOf } from './keep-conflict.ts';

/** What a person decides: one of the sides, or values of their own by field. */
export type Decision = { readonly keep: 'ours' | 'theirs' } | { readonly values: Values };

/**
 * Carries a decision out as an ordinary logged change (I16), and logs that the conflict is decided, for head office and the other branch, in the same unit of
 * work. Returns whether the record changed.
 * @throws SyncLogError `not-found`, `values-unreadable` when nothing of the side to keep can be decrypted, `invalid-input` where the conflict is damaged and a side is to
 * be kept, and as `save` and `remove` do: then nothing is decided
 */
export function resolveConflict(
  context: StoreContext,
  repository: (modelName: string) => Repository,
  trx: WriteTrx,
  id: string,
  decision: Decision,
): boolean {
  const conflict = getConflict(context, id);
  const { modelName, modelId } = conflict.summary;
  const records = repository(modelName);
  const before = records.find(modelId);
  const wanted = isRemovedWhole(context, conflict, before) ? 'as it is' : wantedRecord(conflict, decision, before);
  if (wanted === 'deleted') {
    if (before) records.remove(trx, modelId);
  } else if (wanted !== 'as it is') {
    records.save(trx, { ...wanted, id: modelId });
    if (!before && conflict.summary.kind === 'given-up') putPartsBack(context, repository, trx, conflict);
  }
  const after = records.find(modelId);
  if (isKnownToHeadOffice(conflict)) logDecision(context, trx, conflict, after);
  markDecided(context, trx, conflict);
  return JSON.stringify(before) !== JSON.stringify(after);
}

function wantedRecord(
  { summary, content, lost }: StoredConflict,
  decision: Decision,
  before: RecordRow | undefined,
): Values | 'deleted' | 'as it is' {
  if (summary.unreadable) return wantedOfUnreadable(decision, before);
  if ('values' in decision) {
    if (before) return decision.values;
    return { ...writable(content.ours.record ?? content.theirs.record ?? {}), ...decision.values };
  }
  const side = content[decision.keep];
  if (side.action === 'delete' || side.record === null) return 'deleted';
  if (!before) return writable(side.record);
  // The change survived the deletion already, and may have been changed further since.
  if (summary.kind === 'delete-update') return 'as it is';
  const names =
    summary.fields.length > 0 ? summary.fields : (content.changedFields ?? Object.keys(writable(side.record)));
  const { record } = side;
  // What cannot be decrypted here is not known to be empty: the record keeps its own.
  const readable = names.filter((name) => !lost[decision.keep].includes(name));
  if (readable.length === 0 && names.length > 0) throw unreadable(names);
  return Object.fromEntries(
    readable.map((name) => {
      const field = content.fields[name];
      return [name, field ? field[decision.keep] : (record[name] ?? null)];
    }),
  );
}

/** Nobody knows its sides any more: what a person types is saved into the record, and nothing else is. */
function wantedOfUnreadable(decision: Decision, before: RecordRow | undefined): Values | 'as it is' {
  if ('values' in decision) return before ? decision.values : 'as it is';
  throw new SyncLogError(
    'invalid-input',
    'Nothing was decided: this conflict is damaged, and neither side of it can be read. Look at the record itself, then decide with the values that it should have; with none it stays as it is.',
  );
}

/** A sale that was given up comes back with the lines that were given up with it (I10). */
function putPartsBack(
  context: StoreContext,
  repository: (modelName: string) => Repository,
  trx: WriteTrx,
  whole: StoredConflict,
): void {
  for (const part of findGivenUpParts(context, whole)) {
    const { modelName, modelId } = part.summary;
    const { action, record } = part.content.ours;
    if (action === 'delete' || record === null || repository(modelName).find(modelId)) continue;
    repository(modelName).save(trx, { ...writable(record), id: modelId });
    markDecided(context, trx, part);
  }
}

/**
 * A sale that was removed since comes back with its lines or not at all (I10), and nobody here has them: what is decided about it is decided about a removed one, and
 * both values stay readable in the conflict.
 */
function isRemovedWhole(context: StoreContext, conflict: StoredConflict, before: RecordRow | undefined): boolean {
  if (before || !isKnownToHeadOffice(conflict)) return false;
  return context.models.referencesTo(conflict.summary.modelName).some(({ partOf }) => partOf);
}

function unreadable(names: readonly string[]): SyncLogError {
  return new SyncLogError(
    'values-unreadable',
    `Nothing was decided: ${names.join(', ')} of that side is encrypted with a key that cannot be had here. Decide it where the key is, or type the value itself.`,
  );
}

/** A record without what the store sets itself. */
function writable({ id: _id, created_at: _created, updated_at: _updated, ...fields }: RecordRow): RecordRow {
  return fields;
}

/** What was given up here never came to be a conflict at head office. */
function isKnownToHeadOffice({ summary }: StoredConflict): boolean {
  return summary.kind === 'fields' || summary.kind === 'delete-update';
}

/** A change that alters nothing but says what was decided; it joins the change that was just logged, where there is one. */
function logDecision(
  context: StoreContext,
  trx: WriteTrx,
  { summary, content }: StoredConflict,
  after: RecordRow | undefined,
): void {
  recordChange(context, trx, {
    modelName: summary.modelName,
    modelId: summary.modelId,
    action: after ? 'update' : 'delete',
    changedFields: after ? [] : null,
    before: after ?? content.ours.record ?? content.theirs.record ?? { id: summary.modelId },
    fresh: false,
    resolves: [summary.id],
  });
}

function markDecided(context: StoreContext, trx: WriteTrx, { summary }: StoredConflict): void {
  const identity = readIdentity(context);
  const by = { branchId: identity?.branchId ?? null, name: identity?.branchName ?? null };
  context
    .prepare(`update sync_conflicts set state = 'resolved', resolved_at = ?, resolved_by = ? where id = ?`)
    .run(trx.now, JSON.stringify(by), summary.id);
  tellOf(trx, summary.modelName);
}

/** A decision that was given up with the change that carried it is none: the conflict waits for a person again. */
export function reopenConflicts(context: StoreContext, ids: readonly string[]): void {
  context
    .prepare(
      `update sync_conflicts set state = 'open', resolved_at = null, resolved_by = null where id in (select value from json_each(?))`,
    )
    .run(JSON.stringify(ids));
}
