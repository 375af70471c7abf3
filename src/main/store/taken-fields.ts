import type { Model } from '../../models/kit/define-model.ts';
import type { FeedEntry } from '../../shared/protocol/pull.ts';
import type { RecordRow } from '../../shared/record.ts';
import type { StoreContext } from './context.ts';

/**
 * The fields that came with an entry whose version was known before it: those before it were passed over, so that what they changed came with this one and would be forgotten when a
 * restored head office lacks it (I17). null = the whole record, where it was not an answer to this branch that told of the version, and nobody knows what was passed over.
 * @param before the record here before the entry was applied, and after it
 */
export function takenFields(
  context: StoreContext,
  model: Model,
  entry: FeedEntry,
  before: RecordRow | undefined,
  after: RecordRow | undefined,
): string[] | null {
  if (entry.changedFields === null || !before || !after || !wasAnswered(context, entry)) return null;
  const came = Object.keys(model.fields).filter((name) => before[name] !== after[name]);
  return [...new Set([...entry.changedFields, ...came])];
}

function wasAnswered(context: StoreContext, { modelName, modelId, sequence }: FeedEntry): boolean {
  return (
    context
      .prepare('select 1 from sync_unbacked where model_name = ? and model_id = ? and sequence = ?')
      .get(modelName, modelId, sequence) !== undefined
  );
}
