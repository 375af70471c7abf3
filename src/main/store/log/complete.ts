import { keyOf } from '../../../shared/record.ts';
import type { Settlement } from '../../sync/sync-store.ts';
import type { StoreContext } from '../context.ts';
import { readFacts } from '../facts.ts';
import { noteVersion } from '../record-versions.ts';
import { lookUpAmong } from '../records-among.ts';
import { settleShadow } from '../settle-shadow.ts';
import { noteHeld } from '../unbacked.ts';
import type { Trx } from '../unit-of-work.ts';
import { count, countMoved } from './counters.ts';
import { parseChangedFields, type LogSqlRow } from './rows.ts';
import { pendingSql } from './unsettled.ts';

export type Accepted = Extract<Settlement, { accepted: true }>;

/** What few of the sent records have, looked up for all of them at once, by `keyOf`. */
export interface Around {
  /** Edited since. */
  readonly edited: { has(key: string): boolean };
  readonly shadowed: { has(key: string): boolean };
  /** A backup of head office holds the feed up to there (I17). */
  readonly backedUpTo: number;
}

export function lookAround(context: StoreContext, sent: readonly LogSqlRow[]): Around {
  const records = sent.map((row) => ({ modelName: row.model_name, modelId: row.model_id }));
  return {
    edited: lookUpAmong(context, { table: 'sync_logs', condition: pendingSql }, 'id', records),
    shadowed: lookUpAmong(context, { table: 'sync_shadows' }, 'version', records),
    backedUpTo: readFacts(context).backedUpTo ?? 0,
  };
}

/** What head office holds is confirmed: the log is completed, and what is known of the record follows. */
export function complete(
  context: StoreContext,
  trx: Trx,
  row: LogSqlRow | undefined,
  item: Accepted,
  { edited, shadowed, backedUpTo }: Around,
): void {
  if (!row) return;
  context
    .prepare(
      `update sync_logs set sync_status = 'completed', in_doubt = 0, error_code = null, error_field = null, error_message = null, receipt = ?, updated_at = ? where id = ?`,
    )
    .run(item.receipt && JSON.stringify(item.receipt), trx.now, row.id);
  countMoved(trx.counters, row, { sync_status: 'completed' });
  count(trx.counters, 'confirmed');
  if (!item.receipt) return;
  const { sequence, version } = item.receipt;
  // What was sent is what head office holds now, so whoever sees it has seen that version; else the rest is still to be pulled.
  const seen = item.status === 'applied' || item.altered === false;
  const record = { modelName: row.model_name, modelId: row.model_id };
  noteVersion(context, row.model_name, row.model_id, { version, seen: seen ? version : 0, sequence });
  noteHeld(
    context,
    {
      ...record,
      sequence,
      transactionId: row.transaction_id,
      changedFields: row.action === 'update' ? parseChangedFields(row.changed_fields) : null,
      hlc: row.hlc,
    },
    backedUpTo,
  );
  // An edit made meanwhile was made upon what has just been confirmed, unless the master changed it on the way.
  if (item.status === 'applied' && edited.has(keyOf(record))) {
    context
      .prepare(
        `update sync_logs set base_version = ? where model_name = ? and model_id = ? and ${pendingSql} and coalesce(base_version, 0) < ?`,
      )
      .run(version, row.model_name, row.model_id, version);
  }
  if (shadowed.has(keyOf(record))) settleShadow(context, row.model_name, row.model_id, version);
}
