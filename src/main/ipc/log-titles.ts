import type { ListedLog } from '../../shared/ipc/logs.ts';
import type { RecordRow } from '../../shared/record.ts';
import type { SyncLogRow } from '../../shared/sync-log.ts';
import { titleOf } from '../../models/kit/define-model.ts';
import type { Store } from '../store/open-store.ts';

/** Logs with what names their records to a person; one query per model, whatever the number of logs. */
export function withTitles(store: Store, logs: readonly SyncLogRow[]): ListedLog[] {
  const records = new Map<string, ReadonlyMap<string, RecordRow>>();
  for (const name of new Set(logs.map((log) => log.model_name))) {
    const ids = logs.flatMap((log) => (log.model_name === name && !log.data ? [log.model_id] : []));
    records.set(name, store.context.findTable(name)?.findMany([...new Set(ids)]) ?? new Map());
  }
  return logs.map((log) => ({ ...log, title: say(store, log, records.get(log.model_name)?.get(log.model_id)) }));
}

export function titleOfLog(store: Store, log: SyncLogRow): string {
  return say(store, log, log.data ? undefined : store.context.findTable(log.model_name)?.find(log.model_id));
}

/** By the record as it is in the log, else as it is now; by the start of its id where neither is there any more. */
function say(store: Store, log: SyncLogRow, now: RecordRow | undefined): string {
  const model = store.context.findTable(log.model_name)?.model;
  const record = log.data ?? now;
  return model && record ? titleOf(model, record) : log.model_id.slice(0, 8);
}
