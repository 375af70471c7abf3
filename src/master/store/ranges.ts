import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Model } from '../../models/kit/define-model.ts';
import type { DayTotals, IdRange, RangesAnswer } from '../../shared/protocol/verify.ts';
import { createRecordRanges, type RecordFilter, type RecordRanges } from '../../sqlite/record-ranges.ts';
import type { KnownSource } from './load-known.ts';

/** A range of so many records is answered record by record; a larger one in so many parts. */
const leafSize = 64;
const fanOut = 16;

const everything: RecordFilter = { sql: '', bindings: [] };

/** What this branch receives, in ranges. */
function rangesFor({ prepare, tables }: KnownSource, branchId: string): RecordRanges {
  const mine = (model: Model): RecordFilter =>
    model.receivedBy === 'origin'
      ? {
          sql: ' and id in (select model_id from record_versions where model_name = ? and created_by = ?)',
          bindings: [model.name, branchId],
        }
      : everything;
  return createRecordRanges(
    prepare,
    (name) => {
      const table = tables.get(name);
      if (table) return table;
      throw new Error(`Head office has no table for ${name}`);
    },
    mine,
    () => nextTurn(),
  );
}

/** One answer for each range. Of a model that is not known here there is nothing. */
export async function describeRanges(
  source: KnownSource,
  branchId: string,
  asked: readonly IdRange[],
): Promise<RangesAnswer['ranges']> {
  const ranges = rangesFor(source, branchId);
  const answers: RangesAnswer['ranges'] = [];
  for (const range of asked) {
    const model = source.models.find(range.modelName);
    if (!model || model.excluded || !source.tables.has(model.name)) answers.push({ parts: null, records: [] });
    else if (ranges.count(range) <= leafSize) answers.push({ parts: null, records: await ranges.list(range) });
    else answers.push({ parts: await ranges.split(range, fanOut), records: null });
  }
  return answers;
}

export async function describeDay(
  source: KnownSource,
  branchId: string,
  from: string,
  to: string,
): Promise<DayTotals[]> {
  const ranges = rangesFor(source, branchId);
  const days: DayTotals[] = [];
  for (const model of source.models.all) {
    if (!model.excluded && source.tables.has(model.name)) days.push(await ranges.day(model, from, to));
  }
  return days;
}
