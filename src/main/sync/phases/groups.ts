import type { Batch } from '../sync-store.ts';

export type BatchItem = Batch['items'][number];
/** Changes that are applied all or none and never split (I10). */
export type Group = readonly BatchItem[];

/** The groups of a batch in their order: changes with the same transaction id that follow each other; every other change on its own. */
export function splitGroups(items: readonly BatchItem[]): Group[] {
  const groups: BatchItem[][] = [];
  for (const item of items) {
    const last = groups.at(-1);
    const { transactionId } = item.change;
    if (last && transactionId !== null && last[0]?.change.transactionId === transactionId) last.push(item);
    else groups.push([item]);
  }
  return groups;
}

export function logIdsOf(groups: readonly Group[]): number[] {
  return groups.flatMap((group) => group.map((item) => item.logId));
}

/** Two halves of about equally many changes, neither of them empty. Needs at least two groups. */
export function halve(groups: readonly Group[]): [Group[], Group[]] {
  const total = groups.reduce((sum, group) => sum + group.length, 0);
  let taken = 0;
  let border = 0;
  while (border < groups.length - 1 && (border === 0 || taken + (groups[border]?.length ?? 0) <= total / 2)) {
    taken += groups[border]?.length ?? 0;
    border += 1;
  }
  return [groups.slice(0, border), groups.slice(border)];
}
