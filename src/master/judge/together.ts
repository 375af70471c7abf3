import type { Change } from '../../shared/protocol/common.ts';
import { keyOf } from '../../shared/record.ts';
import type { GroupRefused, GroupVerdict } from './judge-groups.ts';

type Group = readonly Change[];
type Verdicts = ReadonlyMap<Group, GroupVerdict>;

export interface Judges {
  /** Judges all of these or none, and keeps what is accepted. */
  judge(some: readonly Group[]): readonly GroupVerdict[] | GroupRefused;
  /** What would become of one alone. */
  probe(group: Group): GroupRefused | 'accepted';
}

/** So many judgements for each change of a request, on average: whoever sends what no person made must not stop everybody else. */
const effortPerChange = 20;

/**
 * Groups that can be accepted together only: their records exchange a value that one record alone may have (two codes that were swapped while the line was down, saved
 * one after the other). Taken one by one each of them would be refused for the other, at every try.
 */
export function createTogether(groups: readonly Group[], { judge, probe }: Judges): { judge(at: number): Verdicts } {
  let places: ReadonlyMap<string, readonly number[]> | undefined;
  let effort = effortPerChange * sizeOf(groups);
  const accepted = new Set<number>();
  /** What waits for a value that nobody of this request gives up, directly or behind others. */
  const inVain = new Set<number>();

  function index(): ReadonlyMap<string, readonly number[]> {
    const found = new Map<string, number[]>();
    for (const [at, group] of groups.entries()) {
      for (const change of group) {
        const key = keyOf(change);
        const list = found.get(key);
        if (!list) found.set(key, [at]);
        else if (list.at(-1) !== at) list.push(at);
      }
    }
    return found;
  }

  /** Where this record is changed next. */
  function findPlace(key: string, after: number): number | undefined {
    places ??= index();
    return places.get(key)?.find((place) => place > after && !accepted.has(place));
  }

  /** The changes of a record keep their order: none of the group's records is changed before it. */
  const isInOrder = (place: number, after: number): boolean =>
    groups[place]?.every((change) => findPlace(keyOf(change), after) === place) === true;

  /** Adds who has the value, who has the value that this one waits for, and so on. Returns whether that may be all it takes. */
  function follow(chosen: Set<number>, first: GroupRefused, at: number): boolean {
    const path: number[] = [];
    for (let refused = first; effort > 0;) {
      if (refused.holder === undefined) return path.length > 0;
      const key = keyOf({ modelName: refused.culprit.modelName, modelId: refused.holder });
      // It waits for the one that all began with: an exchange.
      if (path.length > 0 && findPlace(key, at - 1) === at) return true;
      const next = findPlace(key, at);
      if (next === undefined || inVain.has(next)) {
        for (const place of path) inVain.add(place);
        return false;
      }
      if (chosen.has(next)) return path.length > 0;
      const group = groups[next] ?? [];
      effort -= group.length;
      if (!isInOrder(next, at)) return false;
      chosen.add(next);
      path.push(next);
      const verdict = probe(group);
      if (verdict === 'accepted') return true;
      refused = verdict;
    }
    return false;
  }

  return {
    /** The verdict of the group in this place, and of those that had to be judged with it. */
    judge(at) {
      const first = groups[at] ?? [];
      const alone = judge([first]);
      if (!('culprit' in alone)) return named([first], alone);
      const chosen = new Set([at]);
      let refused: GroupRefused = alone;
      while (!inVain.has(at) && follow(chosen, refused, at)) {
        const some = [...chosen].sort((one, other) => one - other).map((place) => groups[place] ?? []);
        const verdicts = judge(some);
        effort -= sizeOf(some);
        if ('culprit' in verdicts) refused = verdicts;
        else {
          for (const place of chosen) accepted.add(place);
          return named(some, verdicts);
        }
      }
      return new Map([[first, alone]]);
    },
  };
}

function named(groups: readonly Group[], verdicts: readonly GroupVerdict[]): Verdicts {
  return new Map(groups.flatMap((group, at) => (verdicts[at] ? [[group, verdicts[at]] as const] : [])));
}

function sizeOf(groups: readonly Group[]): number {
  return groups.reduce((sum, group) => sum + group.length, 0);
}
