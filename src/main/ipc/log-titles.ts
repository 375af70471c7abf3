import type { ListedLog } from '../../shared/ipc/logs.ts';
import type { RecordRow } from '../../shared/record.ts';
import type { SyncLogRow } from '../../shared/sync-log.ts';
import { titleOf, type Model } from '../../models/kit/define-model.ts';
import type { Store } from '../store/open-store.ts';

/** Logs with what names their records to a person; two queries per model, whatever the number of logs. */
export function withTitles(store: Store, logs: readonly SyncLogRow[]): ListedLog[] {
  const titles = new Map<number, string>();
  for (const name of new Set(logs.map((log) => log.model_name))) {
    const own = logs.filter((log) => log.model_name === name);
    const table = store.context.findTable(name);
    if (!table) continue;
    const ids = own.flatMap((log) => (log.data ? [] : [log.model_id]));
    const now = table.findMany([...new Set(ids)]);
    const records = own.flatMap((log) => {
      // As it is in the log, else as it is now.
      const record = log.data ?? now.get(log.model_id);
      return record ? [[log.id, record] as const] : [];
    });
    const say = namer(
      store,
      table.model,
      records.map(([, record]) => record),
    );
    for (const [id, record] of records) titles.set(id, say(record));
  }
  return logs.map((log) => ({ ...log, title: titles.get(log.id) ?? log.model_id.slice(0, 8) }));
}

export function titleOfLog(store: Store, log: SyncLogRow): string {
  return withTitles(store, [log])[0]?.title ?? '';
}

/** By its own name; where it has none (a stock movement has a reason, a sale's line a quantity), by the name of what it is about, as under Records. */
function namer(store: Store, model: Model, records: readonly RecordRow[]): (record: RecordRow) => string {
  const [title = ''] = model.title;
  const about = model.references.find(({ definition }) => definition.required && !definition.partOf);
  const target = about && store.context.findTable(about.definition.model);
  if (model.fields[title]?.kind === 'text' || !about || !target) return (record) => titleOf(model, record);
  const ids = records.flatMap(({ [about.field]: id }) => (typeof id === 'string' ? [id] : []));
  const found = target.findMany([...new Set(ids)]);
  return (record) => {
    const referred = found.get(String(record[about.field]));
    return referred ? titleOf(target.model, referred) : titleOf(model, record);
  };
}
