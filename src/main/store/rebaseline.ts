import type { KnownReceipt } from '../../shared/protocol/rejoin.ts';
import type { StoreContext } from './context.ts';
import { writeFact } from './facts.ts';
import { writeInstallationId } from './identity.ts';
import { count, countMoved } from './log/counters.ts';
import { eachOpenSlice } from './log/open-slices.ts';
import type { LogSqlRow } from './log/rows.ts';
import { releaseHeldBy } from './log/unsettled.ts';
import { noteVersion } from './record-versions.ts';
import { settleShadow } from './settle-shadow.ts';
import type { ApplyTrx, Trx, UnitOfWork } from './unit-of-work.ts';

/** A person's save waits for so many logs at most. */
const sliceSize = 200;

/** What the changes of this branch that head office has not confirmed are called. */
export async function openChangeIds(
  context: StoreContext,
): Promise<{ readonly changeId: string; readonly modelName: string }[]> {
  const models = new Map<string, string>();
  await eachOpenSlice(context, sliceSize * 10, 'refused', (ids) => {
    const rows = context
      .prepare<Pick<LogSqlRow, 'change_id' | 'model_name'>>(
        `select change_id, model_name from sync_logs where id in (select value from json_each(?))`,
      )
      .all(JSON.stringify(ids));
    for (const row of rows) models.set(row.change_id, row.model_name);
  });
  return [...models].map(([changeId, modelName]) => ({ changeId, modelName }));
}

/**
 * Makes this copy of the branch an installation of its own (I18). What head office accepted from another copy is completed; every other open change becomes a
 * new one, because under its old name head office may have judged other content. The feed is read again from 0, the branch's own records with it. Slice by slice, because a
 * person may go on saving meanwhile: each log is judged as it is then, and what is new has a name of its own. Cut off, it is done by doing it again.
 */
export async function rebaseline(
  context: StoreContext,
  units: UnitOfWork,
  installationId: string,
  receipts: ReadonlyMap<string, KnownReceipt>,
): Promise<{ readonly kept: number; readonly acknowledged: number }> {
  let kept = 0;
  let acknowledged = 0;
  await eachOpenSlice(context, sliceSize, 'refused', (ids) => {
    // The right of the pull, because a record may fall back to what head office holds (see sync_shadows).
    const slice = units.apply((trx) => nameAnew(context, trx, readSlice(context, ids), receipts), 'crash');
    kept += slice.kept;
    acknowledged += slice.acknowledged;
  });
  units.change((trx) => {
    trx.topics.add('status').add('logs');
    writeInstallationId(context, installationId);
    writeFact(context, 'cursor', 0);
    writeFact(context, 'initialLoad', null);
    writeFact(context, 'positions', []);
  });
  return { kept, acknowledged };
}

function readSlice(context: StoreContext, ids: readonly number[]): LogSqlRow[] {
  return context
    .prepare<LogSqlRow>(
      `select * from sync_logs where id in (select value from json_each(?)) and sync_status in ('pending', 'failed') order by id`,
    )
    .all(JSON.stringify(ids));
}

interface Slice {
  readonly kept: number;
  readonly acknowledged: number;
}

function nameAnew(
  context: StoreContext,
  trx: ApplyTrx,
  rows: readonly LogSqlRow[],
  receipts: ReadonlyMap<string, KnownReceipt>,
): Slice {
  let acknowledged = 0;
  for (const row of rows) {
    const receipt = receipts.get(row.change_id);
    // The same id with another time was edited in this copy after the other one had sent it.
    if (receipt && receipt.hlc === row.hlc) {
      acknowledge(context, trx, row, receipt);
      trx.topics.add(`records:${row.model_name}`);
      countMoved(trx.counters, row, { sync_status: 'completed' });
      count(trx.counters, 'confirmed');
      acknowledged += 1;
      continue;
    }
    context
      .prepare('update sync_logs set change_id = ?, next_attempt_at = null, updated_at = ? where id = ?')
      .run(context.newId(), trx.now, row.id);
  }
  return { kept: rows.length - acknowledged, acknowledged };
}

function acknowledge(context: StoreContext, trx: Trx, row: LogSqlRow, receipt: KnownReceipt): void {
  const { sequence, version, confirmedAt } = receipt;
  context
    .prepare(
      `update sync_logs set sync_status = 'completed', in_doubt = 0, held_by = null, error_code = null, error_message = null, receipt = ?, updated_at = ?
        where id = ?`,
    )
    .run(JSON.stringify({ sequence, version, confirmed_at: confirmedAt }), trx.now, row.id);
  releaseHeldBy(context, trx, row.id);
  noteVersion(context, row.model_name, row.model_id, { version, seen: 0 });
  settleShadow(context, row.model_name, row.model_id, version);
}
