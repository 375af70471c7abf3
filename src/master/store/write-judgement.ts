import { keyOf } from '../../shared/record.ts';
import type { Judgement, JudgedWrite } from '../judge/judgement.ts';
import type { KnownSource } from './load-known.ts';
import { writeConflict, writeResolution } from './write-conflicts.ts';

/** Stores what was decided: records, versions, feed, conflicts and receipts. Inside the transaction of the judgement. */
export function writeJudgement(
  source: KnownSource,
  branchId: string | null,
  judgement: Judgement,
  at: string,
  newId: () => string,
): void {
  const newest = new Map<string, number>();
  for (const conflict of judgement.conflicts) writeConflict(source, branchId, conflict, at, newId());
  for (const resolution of judgement.resolutions) writeResolution(source, branchId, resolution, at);
  for (const write of judgement.writes) writeOne(source, branchId, write, at, newest);
  const { prepare } = source;
  // Head office's own changes are made here, so none of them can arrive twice.
  if (branchId === null) return;
  for (const receipt of judgement.receipts) {
    prepare(
      'insert into receipts (branch_id, change_id, sequence, version, status, altered, confirmed_at) values (?, ?, ?, ?, ?, ?, ?)',
    ).run(
      branchId,
      receipt.changeId,
      receipt.sequence,
      receipt.version,
      receipt.status,
      receipt.altered ? 1 : 0,
      receipt.confirmedAt,
    );
  }
}

function writeOne(
  source: KnownSource,
  branchId: string | null,
  write: JudgedWrite,
  at: string,
  newest: Map<string, number>,
): void {
  const { prepare, tables, models } = source;
  const { known, modelName, modelId, change } = write;
  const table = tables.get(modelName);
  if (!table) throw new Error(`Head office has no table for ${modelName}`);
  if (known.deleted) table.delete(modelId);
  else table.upsert(known.record);

  const key = keyOf(write);
  const previous = newest.get(key) ?? known.sequence;
  newest.set(key, write.sequence);
  if (previous > 0) prepare('update feed set latest = 0 where sequence = ?').run(previous);
  prepare(
    `insert into record_versions (model_name, model_id, version, deleted, field_versions, created_by, sequence) values (?, ?, ?, ?, ?, ?, ?)
      on conflict (model_name, model_id) do update set version = excluded.version, deleted = excluded.deleted,
        field_versions = excluded.field_versions, created_by = excluded.created_by, sequence = excluded.sequence`,
  ).run(
    modelName,
    modelId,
    known.version,
    known.deleted ? 1 : 0,
    JSON.stringify(known.fieldVersions),
    known.createdBy,
    write.sequence,
  );
  // What head office made for itself goes to no branch.
  const audience = models.find(modelName)?.receivedBy === 'origin' ? (known.createdBy ?? '') : null;
  prepare(
    `insert into feed (sequence, transaction_id, model_name, model_id, action, version, changed_fields, data, branch_id, audience, altered, latest, hlc, at)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?)`,
  ).run(
    write.sequence,
    write.transactionId,
    modelName,
    modelId,
    known.deleted ? 'delete' : 'upsert',
    known.version,
    write.changedFields && JSON.stringify(write.changedFields),
    JSON.stringify(known.record),
    branchId,
    audience,
    write.altered ? 1 : 0,
    change.hlc,
    at,
  );
}
