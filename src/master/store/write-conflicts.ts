import { titleOf } from '../../models/kit/define-model.ts';
import { conflictModelName, type ConflictAuthor, type ConflictNote } from '../../shared/protocol/conflict.ts';
import type { Change } from '../../shared/protocol/common.ts';
import type { ConflictNoteSlot, JudgedConflict, JudgedResolution } from '../judge/judgement.ts';
import type { Writer } from '../judge/known-records.ts';
import { findConflict, toldSchema } from './conflicts.ts';
import type { KnownSource } from './load-known.ts';

/** Keeps a disagreement and tells everybody whose value is in it, in the transaction that decided between them (I16). */
export function writeConflict(
  source: KnownSource,
  branchId: string | null,
  conflict: JudgedConflict,
  at: string,
  id: string,
): void {
  const { prepare, models } = source;
  const { change, held, arrived } = conflict;
  const model = models.get(change.modelName);
  const author = (writer: Writer): ConflictAuthor => ({
    branchId: writer.branchId,
    at: writer.at,
    name: nameOf(source, writer.branchId),
  });
  const note: ConflictNote = {
    id,
    modelName: change.modelName,
    modelId: change.modelId,
    kind: conflict.kind,
    rule: model.conflict,
    title: titleOf(model, held.record),
    at,
    version: conflict.version,
    held: { ...author(held), action: held.action, record: held.record },
    arrived: { ...author(arrived), action: arrived.action, record: arrived.record },
    fields: Object.fromEntries(
      Object.entries(conflict.fields).map(([name, field]) => [name, { ...field, heldBy: author(field.heldBy) }]),
    ),
    resolved: null,
  };
  prepare(
    `insert into conflicts (id, model_name, model_id, change_id, branch_id, note, told, revision, at) values (?, ?, ?, ?, ?, ?, ?, 1, ?)`,
  ).run(
    id,
    change.modelName,
    change.modelId,
    change.changeId,
    branchId,
    JSON.stringify(note),
    JSON.stringify(conflict.notes),
    at,
  );
  tell(source, note, 1, conflict.notes, change, at);
}

/** A person decided: everybody who was told of the conflict is told that too. Decided anew, the newest decision stands. */
export function writeResolution(
  source: KnownSource,
  branchId: string | null,
  { conflictId, change, notes }: JudgedResolution,
  at: string,
): void {
  const { prepare } = source;
  const known = findConflict(prepare, conflictId);
  const row = prepare<{ told: string; revision: number }>('select told, revision from conflicts where id = ?').get(
    conflictId,
  );
  if (!known || !row) return;
  const note: ConflictNote = { ...known, resolved: { at, by: { branchId, name: nameOf(source, branchId) } } };
  const revision = row.revision + 1;
  for (const { sequence } of toldSchema.parse(JSON.parse(row.told)))
    prepare('update feed set latest = 0 where sequence = ?').run(sequence);
  prepare('update conflicts set note = ?, told = ?, revision = ?, resolved_at = ? where id = ?').run(
    JSON.stringify(note),
    JSON.stringify(notes),
    revision,
    at,
    conflictId,
  );
  tell(source, note, revision, notes, change, at);
}

/** One entry of the feed for each branch, which no other branch gets. */
function tell(
  { prepare }: KnownSource,
  note: ConflictNote,
  revision: number,
  slots: readonly ConflictNoteSlot[],
  change: Change,
  at: string,
): void {
  const data = JSON.stringify({ id: note.id, note: JSON.stringify(note), created_at: note.at, updated_at: at });
  for (const { branchId, sequence } of slots) {
    prepare(
      `insert into feed (sequence, transaction_id, model_name, model_id, action, version, changed_fields, data, branch_id, audience, altered, latest, hlc, at)
        values (?, ?, ?, ?, 'upsert', ?, null, ?, null, ?, 1, 1, ?, ?)`,
    ).run(
      sequence,
      change.transactionId ?? change.changeId,
      conflictModelName,
      note.id,
      revision,
      data,
      branchId,
      change.hlc,
      at,
    );
  }
}

function nameOf({ prepare }: KnownSource, branchId: string | null): string | null {
  if (branchId === null) return null;
  return prepare<{ name: string }>('select name from branches where id = ?').get(branchId)?.name ?? null;
}
