import type { RecordRow } from '../../../shared/record.ts';
import { upgradePayload } from '../../../shared/payload-upgrade.ts';
import type { Change } from '../../../shared/protocol/common.ts';
import type { StoreContext } from '../context.ts';
import { keptRecord } from './kept-record.ts';
import { parseChangedFields, type LogSqlRow } from './rows.ts';

/** A row that is being sent, with its record as it is now (or as it was sent before). */
export interface ClaimedRow extends LogSqlRow {
  readonly record: RecordRow;
}

/** What each log says of its record: kept data where there is some, else the record itself, one query per model. Rows without either are left out. */
export function readPayloads(context: StoreContext, rows: readonly LogSqlRow[]): Map<number, RecordRow> {
  const payloads = new Map<number, RecordRow>();
  const byModel = new Map<string, LogSqlRow[]>();
  for (const row of rows) {
    const kept = keptRecord(context, row);
    if (kept) payloads.set(row.id, upgradePayload(context.schema, row.model_name, kept, row.payload_version));
    else byModel.set(row.model_name, [...(byModel.get(row.model_name) ?? []), row]);
  }
  for (const [modelName, wanted] of byModel) {
    const records = context.findTable(modelName)?.findMany(wanted.map((row) => row.model_id));
    for (const row of wanted) {
      const record = records?.get(row.model_id);
      if (record) payloads.set(row.id, record);
    }
  }
  return payloads;
}

/** About how many bytes the change takes as JSON, without writing it out. */
export function estimateBytes(record: RecordRow): number {
  let bytes = 360;
  for (const [name, value] of Object.entries(record))
    bytes += name.length + (typeof value === 'string' ? value.length : 8) + 6;
  return bytes;
}

/** The change as it goes over the wire. Its record is of this version, however old the log: read from the table just now, or carried forward. */
export function toChange(context: StoreContext, row: ClaimedRow): Change {
  return {
    changeId: row.change_id,
    transactionId: row.transaction_id,
    modelName: row.model_name,
    modelId: row.model_id,
    action: row.action,
    changedFields: parseChangedFields(row.changed_fields),
    data: row.record,
    baseVersion: row.base_version,
    payloadVersion: Math.max(row.payload_version, context.schema.version),
    hlc: row.hlc,
    recordedAt: row.created_at,
    ...(row.resolves === null ? {} : { resolves: parseChangedFields(row.resolves) ?? [] }),
  };
}
