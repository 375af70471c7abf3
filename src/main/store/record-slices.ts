import type { RecordName } from '../../shared/record.ts';
import type { StoreContext } from './context.ts';

/** Records in one slice, with most of which there is often nothing to do. */
const sliceSize = 1000;

/**
 * Goes through the records of which head office's version is known, by their key, others in between.
 * @param visit what lies behind the one record up to and with the other, neither of which needs to be there any more
 */
export async function eachRecordSlice(
  context: StoreContext,
  visit: (after: RecordName, end: RecordName) => void,
): Promise<void> {
  const name = 'select model_name as modelName, model_id as modelId from sync_records';
  const full = context.prepare<RecordName>(
    `${name} where (model_name, model_id) > (?, ?) order by model_name, model_id limit 1 offset ${sliceSize - 1}`,
  );
  const newest = context.prepare<RecordName>(`${name} order by model_name desc, model_id desc limit 1`);
  let after: RecordName = { modelName: '', modelId: '' };
  for (;;) {
    const end = full.get(after.modelName, after.modelId) ?? newest.get();
    if (!end) return;
    visit(after, end);
    await context.yieldToOthers();
    if (end.modelName === after.modelName && end.modelId === after.modelId) return;
    after = end;
  }
}
