import { z } from 'zod';
import type { RecordName } from '../../shared/record.ts';
import type { StoreContext } from './context.ts';
import { eachRecordSlice } from './record-slices.ts';

/** A record of which head office may have lost the newest changes; the details are null where they are not known (any more). */
export interface LostRow extends RecordName {
  /** Of the newest change. */
  readonly transactionId: string | null;
  /** The fields of each lost change; null = the whole record. */
  readonly fields: readonly (readonly string[] | null)[];
  readonly hlc: string | null;
}

interface FoundRow extends RecordName {
  sequence: number;
  transactionId: string | null;
  /** JSON list of lists or nulls. */
  changedFields: string;
  hlc: string | null;
}

/** Sequences put in order together. */
const bucketSize = 4096;
const fieldLists = z.array(z.array(z.string()).nullable());

/**
 * The records whose newest version known here the feed has behind `common`, in the order of the feed. Read in slices, others in between: there may be a million, and a pull
 * cannot be on meanwhile.
 * @param detailsKnown whether it is known which fields were changed since
 */
export async function findLost(
  context: StoreContext,
  common: number,
  detailsKnown: boolean,
): Promise<readonly LostRow[]> {
  const buckets = new Map<number, FoundRow[]>();
  await eachRecordSlice(context, (after, end) => {
    for (const row of readLost(context, common, after, end)) {
      const bucket = Math.floor(row.sequence / bucketSize);
      const rows = buckets.get(bucket);
      if (rows) rows.push(row);
      else buckets.set(bucket, [row]);
    }
  });
  const lost: LostRow[] = [];
  for (const bucket of [...buckets.keys()].sort((a, b) => a - b)) {
    const rows = buckets.get(bucket) ?? [];
    buckets.delete(bucket);
    for (const { sequence: _sequence, changedFields: lists, ...row } of rows.sort((a, b) => a.sequence - b.sequence))
      lost.push({ ...row, fields: detailsKnown ? fieldLists.parse(JSON.parse(lists)) : [null] });
    await context.yieldToOthers();
  }
  return lost;
}

function readLost(context: StoreContext, common: number, after: RecordName, end: RecordName): FoundRow[] {
  return context
    .prepare<FoundRow>(
      `select r.model_name as modelName, r.model_id as modelId, r.sequence, max(u.hlc) as hlc, json_group_array(json(u.changed_fields)) as changedFields,
          (select transaction_id from sync_unbacked newest where newest.model_name = r.model_name and newest.model_id = r.model_id
            and newest.sequence > ?1 order by newest.sequence desc limit 1) as transactionId
        from sync_records r left join sync_unbacked u on u.model_name = r.model_name and u.model_id = r.model_id and u.sequence > ?1
        where (r.model_name, r.model_id) > (?2, ?3) and (r.model_name, r.model_id) <= (?4, ?5) and r.sequence > ?1
        group by r.model_name, r.model_id`,
    )
    .all({ 1: common, 2: after.modelName, 3: after.modelId, 4: end.modelName, 5: end.modelId });
}
