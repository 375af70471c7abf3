import { feedEntrySchema, type FeedEntry } from '../../shared/protocol/pull.ts';
import { applyPlain } from './apply-plain.ts';
import type { StoreContext } from './context.ts';
import { findOpenLogs } from './log/unsettled.ts';
import { noteVersion } from './record-versions.ts';

/** Remembers what head office holds of a record, while an unsent edit is kept over it. */
export function keepShadow(context: StoreContext, entry: FeedEntry): void {
  context
    .prepare(
      `insert into sync_shadows (model_name, model_id, version, entry) values (?, ?, ?, ?)
        on conflict (model_name, model_id) do update set version = excluded.version, entry = excluded.entry`,
    )
    .run(entry.modelName, entry.modelId, entry.version, JSON.stringify(entry));
}

/**
 * After a change of the record was confirmed as `version`. When head office had gone further already (the answer to that change had been lost, others changed
 * the record since, and their change was pulled meanwhile), the record takes what head office holds; else branch and master would differ for good.
 */
export function settleShadow(context: StoreContext, modelName: string, modelId: string, version: number): void {
  const shadow = context
    .prepare<{ version: number; entry: string }>(
      'select version, entry from sync_shadows where model_name = ? and model_id = ?',
    )
    .get(modelName, modelId);
  if (!shadow) return;
  if (version <= shadow.version) {
    if (findOpenLogs(context, modelName, modelId).length > 0) return;
    applyPlain(context.table(modelName), feedEntrySchema.parse(JSON.parse(shadow.entry)));
    noteVersion(context, modelName, modelId, { version: shadow.version, seen: shadow.version });
  }
  context.prepare('delete from sync_shadows where model_name = ? and model_id = ?').run(modelName, modelId);
}
