import type { Model } from '../../models/kit/define-model.ts';
import type { FeedEntry } from '../../shared/protocol/pull.ts';
import type { RecordRow } from '../../shared/record.ts';
import type { RecordTable } from '../../sqlite/record-table.ts';

/** Makes the record what head office says it is; columns that this version of the app does not know are passed over. */
export function applyPlain(table: RecordTable, entry: FeedEntry): void {
  if (entry.action === 'delete') table.delete(entry.modelId);
  else table.upsert(entry.data);
}

/** The columns this version of the app knows. */
export function knownColumns(model: Model, entry: FeedEntry): RecordRow {
  return Object.fromEntries(model.columns.map((name) => [name, entry.data[name] ?? null]));
}
