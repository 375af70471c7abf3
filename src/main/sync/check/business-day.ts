import { isoTime } from '../../../shared/clock.ts';

/** The calendar day of an instant (milliseconds since 1970) in a time zone, as `2026-11-24`. */
export function dayOf(instant: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(new Date(instant));
}

/** The first instant of a day and of the one that follows, ISO-8601 UTC. A day may have 23 or 25 hours. */
export function borders(day: string, timeZone: string): { readonly from: string; readonly to: string } {
  const next = new Date(Date.parse(`${day}T00:00:00.000Z`) + 86_400_000).toISOString().slice(0, 10);
  return { from: isoTime(startOf(day, timeZone)), to: isoTime(startOf(next, timeZone)) };
}

/** Where clocks are set forward at midnight, the first instant that is there. */
function startOf(day: string, timeZone: string): number {
  const utc = Date.parse(`${day}T00:00:00.000Z`);
  // No zone is further than 14 hours from UTC: the day's first instant lies between, and days only ascend.
  let [low, high] = [utc - 15 * 3_600_000, utc + 15 * 3_600_000];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (dayOf(middle, timeZone) < day) low = middle;
    else high = middle;
  }
  return high;
}
