import type { StoreContext } from './context.ts';

/**
 * Notes head office's version of a record, and the version whose every field a person here can have seen. Neither ever falls.
 */
export function noteVersion(
  context: StoreContext,
  modelName: string,
  modelId: string,
  { version, seen }: { readonly version: number; readonly seen: number },
): void {
  context
    .prepare(
      `insert into sync_records (model_name, model_id, version, seen) values (?, ?, ?, ?)
        on conflict (model_name, model_id) do update set version = max(version, excluded.version), seen = max(seen, excluded.seen)`,
    )
    .run(modelName, modelId, version, seen);
}

export function knownVersion(context: StoreContext, modelName: string, modelId: string): number | null {
  return (
    context
      .prepare<{ version: number }>('select version from sync_records where model_name = ? and model_id = ?')
      .get(modelName, modelId)?.version ?? null
  );
}
