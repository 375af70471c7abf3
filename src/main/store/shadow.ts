import { feedEntrySchema, type FeedEntry } from '../../shared/protocol/pull.ts';
import type { RecordName } from '../../shared/record.ts';
import type { StoreContext } from './context.ts';

/** Remembers what head office holds of a record, while an unsent edit is kept over it. */
export function keepShadow(context: StoreContext, entry: FeedEntry): void {
  context
    .prepare(
      `insert into sync_shadows (model_name, model_id, version, entry) values (?, ?, ?, ?)
        on conflict (model_name, model_id) do update set version = excluded.version, entry = excluded.entry`,
    )
    .run(entry.modelName, entry.modelId, entry.version, JSON.stringify(entry));
}

export function dropShadow(context: StoreContext, { modelName, modelId }: RecordName): void {
  context.prepare('delete from sync_shadows where model_name = ? and model_id = ?').run(modelName, modelId);
}

/** What head office was last known to hold of a record over which an unsent edit is kept. */
export function findShadow(context: StoreContext, modelName: string, modelId: string): FeedEntry | undefined {
  const row = context
    .prepare<{ entry: string }>('select entry from sync_shadows where model_name = ? and model_id = ?')
    .get(modelName, modelId);
  return row && feedEntrySchema.parse(JSON.parse(row.entry));
}
