import type { StoreContext } from '../context.ts';

/** Ids from `first` to `last`, both included. */
export interface IdRange {
  readonly first: number;
  readonly last: number;
}

/** More often than this no clock is put back; then the dates of the rows are read. */
const mostJumps = 200;

/**
 * The ids of the rows that were logged from `from` to before `to` (ISO-8601 UTC), in order. `created_at` grows with the id between two jumps of the clock, so
 * a date is found in some twenty looks. Null when the clock was put back too often.
 */
export function idsOfDates(context: StoreContext, from: string | undefined, to: string | undefined): IdRange[] | null {
  const ends = context
    .prepare<{ first: number | null; last: number | null }>(
      'select (select min(id) from sync_logs) as first, (select max(id) from sync_logs) as last',
    )
    .get();
  if (!ends || ends.first === null || ends.last === null) return [];
  const jumps = context
    .prepare<{ id: number }>('select id from sync_log_jumps order by id limit ?')
    .all(mostJumps + 1)
    .map((row) => row.id);
  if (jumps.length > mostJumps) return null;
  const starts = [ends.first, ...jumps.filter((id) => id > (ends.first ?? 0))];
  if (!from && !to) return [{ first: ends.first, last: ends.last }];
  const ranges: IdRange[] = [];
  for (const [index, start] of starts.entries()) {
    const end = (starts[index + 1] ?? ends.last + 1) - 1;
    const first = from ? firstSince(context, from, start, end) : start;
    const last = to ? firstSince(context, to, first, end) - 1 : end;
    if (first <= last) ranges.push({ first, last });
  }
  return ranges;
}

/** The least id from `start` on, of which every row up to `end` was logged at `time` or later; `end` + 1 where none was. */
function firstSince(context: StoreContext, time: string, start: number, end: number): number {
  const at = context.prepare<{ id: number; created_at: string }>(
    'select id, created_at from sync_logs where id >= ? and id <= ? order by id limit 1',
  );
  let low = start;
  let high = end + 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    // The row there, or the next one where ids are missing.
    const row = at.get(middle, end);
    if (!row || row.created_at >= time) high = middle;
    else low = row.id + 1;
  }
  return low;
}
