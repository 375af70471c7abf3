/** Wall-clock time in milliseconds since 1970 (UTC). Injected wherever behaviour depends on time. */
export interface Clock {
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

/** UTC ISO-8601 text with milliseconds: the one form in which SyncLog stores a time. */
export function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
