import type { Batch } from '../sync-store.ts';
import { splitGroups, type Group } from './groups.ts';

const leastDelay = 10_000;
const mostDelay = 300_000;

/**
 * Groups at which the line or the master failed when they stood alone. They are not refused, for nobody judged them (I6): they wait, and then travel alone, so
 * that they cannot take others with them again (I5).
 */
export interface Suspects {
  /** Notes one more failure; returns how long the group has to wait, in milliseconds. */
  failed(group: Group): number;
  cleared(logIds: readonly number[]): void;
  /** The first part of a batch that may travel together, and what has to wait for its turn. */
  isolate(batch: Batch): { readonly now: Group[]; readonly later: Group[] };
}

export function createSuspects(random: () => number): Suspects {
  const failures = new Map<number, number>();
  return {
    failed(group) {
      const count = Math.max(...group.map((item) => failures.get(item.logId) ?? 0)) + 1;
      for (const item of group) failures.set(item.logId, count);
      const bound = Math.min(mostDelay, leastDelay * 2 ** Math.min(count - 1, 10));
      return Math.floor(bound / 2 + (random() * bound) / 2);
    },
    cleared(logIds) {
      for (const logId of logIds) failures.delete(logId);
    },
    isolate(batch) {
      const groups = splitGroups(batch.items);
      const first =
        failures.size === 0 ? -1 : groups.findIndex((group) => group.some((item) => failures.has(item.logId)));
      if (first < 0) return { now: groups, later: [] };
      const border = Math.max(1, first);
      return { now: groups.slice(0, border), later: groups.slice(border) };
    },
  };
}
