/** Nothing is put off for so long: a time further ahead was written by a clock that has been set back since, and holds nothing back (I8). */
const longestDelayMs = 600_000;

/** SQL over `sync_logs`, with two bindings: `dueBindings`. */
export const isDueSql = '(next_attempt_at is null or next_attempt_at <= ? or next_attempt_at > ?)';

/** @param now ISO-8601 UTC */
export function dueBindings(now: string): [now: string, tooFar: string] {
  return [now, new Date(Date.parse(now) + longestDelayMs).toISOString()];
}

/** Whether a log may be tried now, as `isDueSql` says. */
export function isDue(nextAttemptAt: string | null, now: string): boolean {
  if (nextAttemptAt === null) return true;
  const [, tooFar] = dueBindings(now);
  return nextAttemptAt <= now || nextAttemptAt > tooFar;
}
