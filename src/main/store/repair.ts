import { titleOf } from '../../models/kit/define-model.ts';
import type { RecordName, RecordRow } from '../../shared/record.ts';
import type { HeldRecord } from '../sync/sync-store.ts';
import { keepConflict } from './conflicts/keep-conflict.ts';
import type { StoreContext } from './context.ts';
import { readIdentity } from './identity.ts';
import { recordChange } from './log/record-change.ts';
import { findOpenLogs } from './log/unsettled.ts';
import { knownVersion, noteVersion } from './record-versions.ts';
import type { ApplyTrx, UnitOfWork } from './unit-of-work.ts';

/**
 * Makes records what head office holds. One with unsent changes is left alone, and so is one of which a newer version is known here by now. A version of ours that
 * is replaced is kept among the conflicts (I16). Returns how many changed.
 */
export function takeRecords(context: StoreContext, units: UnitOfWork, held: readonly HeldRecord[]): number {
  return units.apply((trx) => {
    let taken = 0;
    for (const item of held) taken += takeRecord(context, trx, item) ? 1 : 0;
    return taken;
  });
}

function takeRecord(context: StoreContext, trx: ApplyTrx, held: HeldRecord): boolean {
  const { modelName, modelId, version, record } = held;
  const table = context.findTable(modelName);
  if (!table || findOpenLogs(context, modelName, modelId).length > 0) return false;
  if ((knownVersion(context, modelName, modelId) ?? 0) > version) return false;
  const ours = table.find(modelId);
  if (ours) keepReplaced(context, trx, held, ours);
  if (record) table.upsert(Object.fromEntries(table.model.columns.map((name) => [name, record[name] ?? null])));
  else if (ours) table.delete(modelId);
  else return false;
  noteVersion(context, modelName, modelId, { version, seen: version });
  trx.topics.add(`records:${modelName}`);
  return true;
}

function keepReplaced(context: StoreContext, trx: ApplyTrx, held: HeldRecord, ours: RecordRow): void {
  const { model } = context.table(held.modelName);
  const identity = readIdentity(context);
  const here = { branchId: identity?.branchId ?? null, name: identity?.branchName ?? null };
  const by = { branchId: null, name: null, at: null };
  const at = typeof ours['updated_at'] === 'string' ? ours['updated_at'] : null;
  keepConflict(context, trx, {
    id: context.newId(),
    modelName: held.modelName,
    modelId: held.modelId,
    kind: 'repaired',
    rule: null,
    title: titleOf(model, ours),
    at: trx.now,
    content: {
      ours: { ...here, at, action: 'update', record: ours },
      theirs: { ...by, action: held.record ? 'update' : 'delete', record: held.record },
      fields: {},
      changedFields: null,
      reason: null,
    },
    resolved: { at: trx.now, by: here },
  });
}

/** Logs records that head office lacks, each on its own, as if they had just been made. Returns how many. */
export async function logMissing(
  context: StoreContext,
  units: UnitOfWork,
  missing: readonly RecordName[],
): Promise<number> {
  return await units.write(
    (trx) => {
      let logged = 0;
      for (const { modelName, modelId } of missing) {
        const exists = context.findTable(modelName)?.exists(modelId) ?? false;
        if (!exists || findOpenLogs(context, modelName, modelId).length > 0) continue;
        recordChange(context, trx, {
          modelName,
          modelId,
          action: 'create',
          changedFields: null,
          before: undefined,
          fresh: false,
        });
        logged += 1;
      }
      return logged;
    },
    { independent: true },
  );
}
