import type { StoreContext } from './context.ts';
import { eachOpenSlice } from './log/open-slices.ts';
import { eachRecordSlice } from './record-slices.ts';
import type { UnitOfWork } from './unit-of-work.ts';

/** A person's save waits for so many logs at most. */
const sliceSize = 500;

/**
 * Sequences of an epoch that is over mean something else from now on. Once what was behind `common` is logged again: cut off here, it is found in the log, and nothing of it
 * is needed a second time. A record's place goes before what was changed up to there, so that what is left of both is never a place without its changes (I17).
 */
export async function forgetPlaces(context: StoreContext, units: UnitOfWork, common: number): Promise<void> {
  await eachRecordSlice(context, (after, end) =>
    units.change(
      () =>
        context
          .prepare(
            `update sync_records set sequence = 0
            where (model_name, model_id) > (?, ?) and (model_name, model_id) <= (?, ?) and sequence > ?`,
          )
          .run(after.modelName, after.modelId, end.modelName, end.modelId, common),
      'crash',
    ),
  );
  await eachRecordSlice(context, (after, end) =>
    units.change(
      () =>
        context
          .prepare(
            `delete from sync_unbacked
            where (model_name, model_id) > (?, ?) and (model_name, model_id) <= (?, ?) and sequence > ?`,
          )
          .run(after.modelName, after.modelId, end.modelName, end.modelId, common),
      'crash',
    ),
  );
}

/**
 * A version of an epoch that is over counts for no more than any of this one: head office's clock, by which it chose where to begin, may have been set back since. Else
 * what it says from now on would look older than what is here, and unsent edits as if they knew of it. The records first: an edit that is saved meanwhile is based upon what
 * they say, and the logs are gone through after it.
 */
export async function lowerVersions(context: StoreContext, units: UnitOfWork, floor: number): Promise<void> {
  await eachRecordSlice(context, (after, end) =>
    units.change(
      () =>
        context
          .prepare(
            `update sync_records set version = min(version, ?1), seen = min(seen, ?1)
            where (model_name, model_id) > (?2, ?3) and (model_name, model_id) <= (?4, ?5) and (version > ?1 or seen > ?1)`,
          )
          .run({ 1: floor, 2: after.modelName, 3: after.modelId, 4: end.modelName, 5: end.modelId }),
      'crash',
    ),
  );
  await eachOpenSlice(context, sliceSize, 'all', (ids) =>
    units.change(
      () =>
        context
          .prepare(
            'update sync_logs set base_version = ?1 where id in (select value from json_each(?2)) and base_version > ?1',
          )
          .run({ 1: floor, 2: JSON.stringify(ids) }),
      'crash',
    ),
  );
}
