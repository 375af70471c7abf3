import { isoTime } from '../../../shared/clock.ts';
import { spanHours, type Activity, type ActivitySpan } from '../../../shared/activity.ts';
import type { StoreContext } from '../context.ts';

const hourMs = 3_600_000;
/** Longer than the longest span that is shown. */
const keptDays = 92;

export interface ActivityChanges {
  readonly recorded: number;
  readonly confirmed: number;
}

/** Adds to the hour of `now` (ISO-8601), in the transaction of the rows that it counts. */
export function saveActivity(context: StoreContext, { recorded, confirmed }: ActivityChanges, now: string): void {
  if (recorded === 0 && confirmed === 0) return;
  context
    .prepare(
      `insert into sync_activity (hour, recorded, confirmed) values (?, ?, ?)
        on conflict (hour) do update set recorded = recorded + excluded.recorded, confirmed = confirmed + excluded.confirmed`,
    )
    .run(Math.floor(Date.parse(now) / hourMs), recorded, confirmed);
}

/** The last hours of a span: one row an hour, at any size of the log. */
export function readActivity(context: StoreContext, span: ActivitySpan): Activity {
  const end = Math.floor(context.clock.now() / hourMs) + 1;
  const from = end - spanHours[span];
  const hours = context
    .prepare<{ hour: number; recorded: number; confirmed: number }>(
      'select hour, recorded, confirmed from sync_activity where hour >= ? and hour < ? order by hour',
    )
    .all(from, end)
    .map(({ hour, recorded, confirmed }) => ({ at: isoTime(hour * hourMs), recorded, confirmed }));
  return { from: isoTime(from * hourMs), to: isoTime(end * hourMs), hours };
}

export function forgetOldActivity(context: StoreContext): void {
  const before = Math.floor(context.clock.now() / hourMs) - keptDays * 24;
  context.prepare('delete from sync_activity where hour < ?').run(before);
}
