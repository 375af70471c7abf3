import type { StoreContext } from './context.ts';

/**
 * Notes head office's version of a record, the version whose every field a person here can have seen, and where the feed has it (I17; left out where it is not
 * known). None of them ever falls.
 */
export function noteVersion(
  context: StoreContext,
  modelName: string,
  modelId: string,
  { version, seen, sequence = 0 }: { readonly version: number; readonly seen: number; readonly sequence?: number },
): void {
  context
    .prepare(
      `insert into sync_records (model_name, model_id, version, seen, sequence) values (?, ?, ?, ?, ?)
        on conflict (model_name, model_id) do update set version = max(version, excluded.version), seen = max(seen, excluded.seen),
          sequence = max(sequence, excluded.sequence)`,
    )
    .run(modelName, modelId, version, seen, sequence);
}

export function knownVersion(context: StoreContext, modelName: string, modelId: string): number | null {
  return (
    context
      .prepare<{ version: number }>('select version from sync_records where model_name = ? and model_id = ?')
      .get(modelName, modelId)?.version ?? null
  );
}
