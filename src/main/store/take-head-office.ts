import type { HeldRecord } from '../sync/sync-store.ts';
import type { StoreContext } from './context.ts';
import { countLog } from './log/counters.ts';
import { titleOf } from '../../models/kit/define-model.ts';
import { isoTime } from '../../shared/clock.ts';
import { SyncLogError } from '../../shared/errors.ts';
import { parseHybridTime } from '../../shared/hybrid-clock.ts';
import type { RecordTable } from '../../sqlite/record-table.ts';
import { knownColumns } from './apply-plain.ts';
import { keepConflict } from './conflicts/keep-conflict.ts';
import { reopenConflicts } from './conflicts/resolve-conflict.ts';
import { readFacts } from './facts.ts';
import { readIdentity } from './identity.ts';
import { keptRecord } from './log/kept-record.ts';
import { parseChangedFields, type LogSqlRow } from './log/rows.ts';
import { releaseHeldBy } from './log/unsettled.ts';
import { knownVersion, noteVersion } from './record-versions.ts';
import { removeParts } from './settle-shadow.ts';
import { dropShadow, findShadow } from './shadow.ts';
import type { ApplyTrx, UnitOfWork } from './unit-of-work.ts';

/** A refused log and what was refused together with it. */
export function findRefusedGroup(context: StoreContext, logId: number): LogSqlRow[] {
  const failed = `select * from sync_logs where sync_status = 'failed'`;
  const row = context.prepare<LogSqlRow>(`${failed} and id = ?`).get(logId);
  if (!row) return [];
  return row.transaction_id === null
    ? [row]
    : context
        .prepare<LogSqlRow>(`${failed} and transaction_id is not null and transaction_id = ?`)
        .all(row.transaction_id);
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
      const asked = held.find((item) => item.modelName === row.model_name && item.modelId === row.model_id);
      const table = context.findTable(row.model_name);
      if (!asked || !table) continue;
      const theirs = newerOf(context, table, asked);
      refuseForgotten(context, theirs);
      keepGivenUp(context, trx, table, row, theirs);
      if (theirs.record) table.upsert(theirs.record);
      else {
        // Its parts are gone there too, also where that has not been pulled yet.
        removeParts(context, asked);
        table.delete(row.model_id);
      }
      noteVersion(context, row.model_name, row.model_id, { version: theirs.version, seen: theirs.version });
      dropShadow(context, asked);
      context.prepare('delete from sync_logs where id = ?').run(row.id);
      countLog(trx.counters, row, -1);
      releaseHeldBy(context, trx, row.id);
      trx.topics.add(`records:${row.model_name}`);
    }
    trx.topics.add('logs').add('status');
    return group.length;
  });
}

/** What head office answered; or what has been pulled since it was asked, which would else be gone for good, its version being known already. */
function newerOf(context: StoreContext, table: RecordTable, asked: HeldRecord): HeldRecord {
  const pulled = findShadow(context, asked.modelName, asked.modelId);
  if (!pulled || pulled.version <= asked.version) return asked;
  return {
    ...asked,
    version: pulled.version,
    record: pulled.action === 'delete' ? null : knownColumns(table.model, pulled),
  };
}

/**
 * A head office that holds less of a record than it has said before in this epoch was put back to an older copy. What it lacks is sent to it again (I17), so that nothing may be
 * taken for removed meanwhile. What it said before this epoch it may lack: it has been sent that again, and has refused it.
 * @throws SyncLogError `epoch-changed`, and then nothing is given up
 */
function refuseForgotten(context: StoreContext, { modelName, modelId, version }: HeldRecord): void {
  const known = knownVersion(context, modelName, modelId) ?? 0;
  const { versionFloor } = readFacts(context);
  if (version >= known || versionFloor === null || known <= versionFloor) return;
  throw new SyncLogError(
    'epoch-changed',
    'Head office was restored from a backup and has to get back first what it lacks. Nothing was given up: sync, then try again.',
  );
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
