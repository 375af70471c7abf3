import type { IdRange, RangeDigest, RecordDigest } from '../../../shared/protocol/verify.ts';
import type { MasterClient } from '../../master-client/master-client.ts';
import type { SyncStore } from '../sync-store.ts';

/** A record that is not the same on both sides, and on which side it is. */
export interface Differing {
  readonly modelName: string;
  readonly modelId: string;
  readonly kind: 'missing-here' | 'missing-there' | 'differs';
}

/** So many ranges go into one request. */
const rangesPerRequest = 200;

/**
 * Which records of these models differ. Each round asks head office to divide the ranges that differ, and goes on with the parts that still do: the number of
 * rounds grows with the logarithm of the number of records.
 * @param mostFound stops looking after so many
 * Returns them with the newest sequence of head office's feed at the end.
 * @param searched told how many ranges have been looked at, and how many are known so far
 */
export async function findDiffering(
  { client, store }: { readonly client: Pick<MasterClient, 'ranges'>; readonly store: Pick<SyncStore, 'ranges'> },
  models: readonly string[],
  mostFound: number,
  searched: (done: number, total: number) => void,
): Promise<{ readonly differing: Differing[]; readonly head: number }> {
  const found: Differing[] = [];
  let head = 0;
  const queue: IdRange[] = models.map((modelName) => ({ modelName, after: '', until: null }));
  for (let done = 0; done < queue.length && found.length < mostFound;) {
    const asked = queue.slice(done, done + rangesPerRequest);
    const answer = await client.ranges({ ranges: asked });
    head = answer.head;
    for (const [index, range] of asked.entries()) {
      const theirs = answer.ranges[index];
      if (theirs?.records) found.push(...compare(range, await store.ranges.list(range), theirs.records));
      else if (theirs?.parts) queue.push(...(await differingParts(store, theirs.parts)));
    }
    done += asked.length;
    searched(done, queue.length);
  }
  return { differing: found, head };
}

async function differingParts(store: Pick<SyncStore, 'ranges'>, parts: readonly RangeDigest[]): Promise<IdRange[]> {
  const differing: IdRange[] = [];
  for (const { count, digest, ...range } of parts) {
    const ours = await store.ranges.digest(range);
    if (ours.count !== count || ours.digest !== digest) differing.push(range);
  }
  return differing;
}

function compare(
  { modelName }: IdRange,
  ours: readonly RecordDigest[],
  theirs: readonly RecordDigest[],
): readonly Differing[] {
  const there = new Map(theirs.map((record) => [record.id, record.digest]));
  const here = new Set(ours.map((record) => record.id));
  return [
    ...ours.flatMap(({ id, digest }): Differing[] => {
      const other = there.get(id);
      if (other === digest) return [];
      return [{ modelName, modelId: id, kind: other === undefined ? 'missing-there' : 'differs' }];
    }),
    ...theirs
      .filter(({ id }) => !here.has(id))
      .map(({ id }): Differing => ({ modelName, modelId: id, kind: 'missing-here' })),
  ];
}
