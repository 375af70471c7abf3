import type { KnownReceipt } from '../../shared/protocol/rejoin.ts';
import type { StoreContext } from './context.ts';
import { writeFact } from './facts.ts';
import { writeInstallationId } from './identity.ts';
import { count } from './log/counters.ts';
import type { LogSqlRow } from './log/rows.ts';
import { releaseHeldBy } from './log/unsettled.ts';
import { noteVersion } from './record-versions.ts';
import type { UnitOfWork } from './unit-of-work.ts';

const openSql = `select * from sync_logs where sync_status = 'pending'
  union all select * from sync_logs where (sync_status = 'syncing' or sync_status = 'failed' or in_doubt = 1) and sync_status = 'failed'`;

/** What the changes of this branch that head office has not confirmed are called. */
export function openChangeIds(context: StoreContext): { readonly changeId: string; readonly modelName: string }[] {
  return context
    .prepare<LogSqlRow>(openSql)
    .all()
    .map((row) => ({ changeId: row.change_id, modelName: row.model_name }));
}

/**
 * Makes this copy of the branch an installation of its own (I18). What head office accepted from another copy is completed; every other open change becomes a
 * new one, because under its old name head office may have judged other content. The feed is read again from 0, the branch's own records with it.
 */
export function rebaseline(
  context: StoreContext,
  units: UnitOfWork,
  installationId: string,
  receipts: ReadonlyMap<string, KnownReceipt>,
): { readonly kept: number; readonly acknowledged: number } {
  return units.change((trx) => {
    trx.topics.add('status').add('logs');
    let kept = 0;
    let acknowledged = 0;
    for (const row of context.prepare<LogSqlRow>(openSql).all()) {
      const receipt = receipts.get(row.change_id);
      // The same id with another time was edited in this copy after the other one had sent it.
      if (receipt && receipt.hlc === row.hlc) {
        acknowledge(context, row, receipt, trx.now);
        count(trx.counters, row.sync_status, -1);
        count(trx.counters, 'completed', 1);
        count(trx.counters, 'confirmed', 1);
        acknowledged += 1;
        continue;
      }
      context
        .prepare('update sync_logs set change_id = ?, next_attempt_at = null, updated_at = ? where id = ?')
        .run(context.newId(), trx.now, row.id);
      kept += 1;
    }
    writeInstallationId(context, installationId);
    writeFact(context, 'cursor', 0);
    writeFact(context, 'initialLoad', null);
    writeFact(context, 'positions', []);
    return { kept, acknowledged };
  });
}

function acknowledge(context: StoreContext, row: LogSqlRow, receipt: KnownReceipt, now: string): void {
  const { sequence, version, confirmedAt } = receipt;
  context
    .prepare(
      `update sync_logs set sync_status = 'completed', in_doubt = 0, held_by = null, error_code = null, error_message = null, receipt = ?, updated_at = ?
        where id = ?`,
    )
    .run(JSON.stringify({ sequence, version, confirmed_at: confirmedAt }), now, row.id);
  releaseHeldBy(context, row.id);
  noteVersion(context, row.model_name, row.model_id, { version, seen: 0 });
}
