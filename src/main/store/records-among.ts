import { keyOf, type RecordName } from '../../shared/record.ts';
import type { StoreContext } from './context.ts';

/**
 * What a table says of some of these records, by `keyOf`: one look-up per model instead of one per record.
 * @param source SQL: a table with `model_name` and `model_id`, and perhaps a condition (word for word that of the index that it should find)
 * @param value SQL of what is wanted; of several rows of one record one is told
 */
export function lookUpAmong<Value>(
  context: StoreContext,
  source: { readonly table: string; readonly condition?: string },
  value: string,
  records: readonly RecordName[],
): Map<string, Value> {
  const wanted = new Map<string, string[]>();
  for (const { modelName, modelId } of records) {
    const ids = wanted.get(modelName);
    if (ids) ids.push(modelId);
    else wanted.set(modelName, [modelId]);
  }
  const condition = source.condition === undefined ? '' : `${source.condition} and `;
  const found = new Map<string, Value>();
  for (const [modelName, ids] of wanted) {
    const rows = context
      .prepare<{ modelId: string; value: Value }>(
        `select model_id as modelId, ${value} as value from ${source.table}
          where ${condition}model_name = ? and model_id in (select value from json_each(?))`,
      )
      .all(modelName, JSON.stringify(ids));
    for (const row of rows) found.set(keyOf({ modelName, modelId: row.modelId }), row.value);
  }
  return found;
}
