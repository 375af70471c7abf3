/** Full-jitter exponential backoff (I6): each delay is random below a bound that doubles, so that branches do not come back all at once. */
export interface Backoff {
  /** Milliseconds to wait after one more failure. What the master asked for wins. */
  next(retryAfterMs?: number): number;
  /** After a success, or when head office is known to be reachable again. */
  reset(): void;
  failures(): number;
}

export interface BackoffOptions {
  readonly random: () => number;
  readonly leastMs?: number;
  readonly mostMs?: number;
}

export function createBackoff({ random, leastMs = 1000, mostMs = 300_000 }: BackoffOptions): Backoff {
  let failures = 0;
  return {
    next(retryAfterMs) {
      failures += 1;
      // A little later than asked, and not all branches at the same moment.
      if (retryAfterMs !== undefined) return Math.max(leastMs, retryAfterMs) + Math.floor(random() * 1000);
      const bound = Math.min(mostMs, leastMs * 2 ** Math.min(failures, 30));
      return Math.max(leastMs, Math.floor(random() * bound));
    },
    reset() {
      failures = 0;
    },
    failures: () => failures,
  };
}
