import type { HeldRecord } from '../sync/sync-store.ts';
import type { StoreContext } from './context.ts';
import { count } from './log/counters.ts';
import { titleOf } from '../../models/kit/define-model.ts';
import { isoTime } from '../../shared/clock.ts';
import { parseHybridTime } from '../../shared/hybrid-clock.ts';
import type { RecordTable } from '../../sqlite/record-table.ts';
import { keepConflict } from './conflicts/keep-conflict.ts';
import { reopenConflicts } from './conflicts/resolve-conflict.ts';
import { readIdentity } from './identity.ts';
import { keptRecord } from './log/kept-record.ts';
import { parseChangedFields, type LogSqlRow } from './log/rows.ts';
import { releaseHeldBy } from './log/unsettled.ts';
import { noteVersion } from './record-versions.ts';
import type { ApplyTrx, UnitOfWork } from './unit-of-work.ts';

/** A refused log and what was refused together with it. */
export function findRefusedGroup(context: StoreContext, logId: number): LogSqlRow[] {
  const failed = `select * from sync_logs where (sync_status = 'syncing' or sync_status = 'failed' or in_doubt = 1) and sync_status = 'failed'`;
  const row = context.prepare<LogSqlRow>(`${failed} and id = ?`).get(logId);
  if (!row) return [];
  return row.transaction_id === null
    ? [row]
    : context.prepare<LogSqlRow>(`${failed} and transaction_id = ?`).all(row.transaction_id);
}

/** Makes the records of a refused group what head office holds. What was typed is kept among the conflicts (I16). Returns how many logs went. */
export function takeHeadOffice(
  context: StoreContext,
  units: UnitOfWork,
  logId: number,
  held: readonly HeldRecord[],
): number {
  return units.apply((trx) => {
    const group = findRefusedGroup(context, logId);
    for (const row of group) {
      const theirs = held.find((item) => item.modelName === row.model_name && item.modelId === row.model_id);
      const table = context.findTable(row.model_name);
      if (!theirs || !table) continue;
      keepGivenUp(context, trx, table, row, theirs);
      if (theirs.record) table.upsert(theirs.record);
      else table.delete(row.model_id);
      noteVersion(context, row.model_name, row.model_id, { version: theirs.version, seen: theirs.version });
      context
        .prepare('delete from sync_shadows where model_name = ? and model_id = ?')
        .run(row.model_name, row.model_id);
      context.prepare('delete from sync_logs where id = ?').run(row.id);
      count(trx.counters, 'failed', -1);
      releaseHeldBy(context, row.id);
      trx.topics.add(`records:${row.model_name}`);
    }
    trx.topics.add('logs').add('status');
    return group.length;
  });
}

/** Decided by the person who gave it up, so it waits for nobody; but it can be put back. */
function keepGivenUp(context: StoreContext, trx: ApplyTrx, table: RecordTable, row: LogSqlRow, held: HeldRecord): void {
  const typed = keptRecord(context, row) ?? table.find(row.model_id) ?? null;
  const shown = typed ?? held.record;
  const identity = readIdentity(context);
  const here = { branchId: identity?.branchId ?? null, name: identity?.branchName ?? null };
  const wall = parseHybridTime(row.hlc)?.wall;
  keepConflict(context, trx, {
    id: context.newId(),
    modelName: row.model_name,
    modelId: row.model_id,
    kind: 'given-up',
    rule: null,
    title: shown ? titleOf(table.model, shown) : row.model_id.slice(0, 8),
    at: trx.now,
    content: {
      ours: {
        ...here,
        at: wall === undefined ? row.updated_at : isoTime(wall),
        action: row.action === 'delete' ? 'delete' : 'update',
        record: typed,
      },
      theirs: { branchId: null, name: null, at: null, action: held.record ? 'update' : 'delete', record: held.record },
      fields: {},
      changedFields: parseChangedFields(row.changed_fields),
      reason: row.error_code === null ? null : { code: row.error_code, message: row.error_message ?? '' },
    },
    resolved: { at: trx.now, by: here },
  });
  // What had been decided with it is undecided again.
  reopenConflicts(context, parseChangedFields(row.resolves) ?? []);
}
