import type { Activity, ActivitySpan } from '../../../../shared/activity.ts';

/** One bar of the plot and one row of the table: an hour, or a day of this computer's calendar. */
export interface Bucket {
  /** When it begins, in milliseconds since 1970. */
  readonly at: number;
  /** When it ends. */
  readonly to: number;
  readonly recorded: number;
  readonly confirmed: number;
}

const hourMs = 3_600_000;

/** Every bucket of the span, oldest first, those in which nothing happened too. A month is shown by days: seven hundred bars say nothing. */
export function bucketsOf({ from, to, hours }: Activity, span: ActivitySpan): readonly Bucket[] {
  const known = new Map(hours.map((hour) => [Date.parse(hour.at), hour]));
  const buckets = new Map<number, Bucket>();
  for (let hour = Date.parse(from); hour < Date.parse(to); hour += hourMs) {
    const at = span === 'month' ? new Date(hour).setHours(0, 0, 0, 0) : hour;
    const { recorded = 0, confirmed = 0 } = known.get(hour) ?? {};
    const before = buckets.get(at);
    buckets.set(at, {
      at,
      to: span === 'month' ? nextDay(at) : at + hourMs,
      recorded: recorded + (before?.recorded ?? 0),
      confirmed: confirmed + (before?.confirmed ?? 0),
    });
  }
  return [...buckets.values()];
}

/** A day is not always 24 hours long. */
function nextDay(at: number): number {
  const day = new Date(at);
  return day.setDate(day.getDate() + 1);
}

export function totalOf(buckets: readonly Bucket[]): { readonly recorded: number; readonly confirmed: number } {
  return {
    recorded: buckets.reduce((sum, bucket) => sum + bucket.recorded, 0),
    confirmed: buckets.reduce((sum, bucket) => sum + bucket.confirmed, 0),
  };
}
