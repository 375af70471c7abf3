const windowMs = 20_000;
/** Shorter than this, the first batches would promise too much. */
const leastMs = 1000;

/** How fast changes are confirmed lately, and when nothing will wait any more. */
export interface Forecast {
  note(count: number): void;
  /** null while nothing was confirmed lately, or nothing waits. */
  value(waiting: number): { readonly perSecond: number; readonly secondsLeft: number } | null;
  clear(): void;
}

/** @param now milliseconds */
export function createForecast(now: () => number): Forecast {
  let startedAt: number | null = null;
  let samples: { readonly at: number; readonly count: number }[] = [];
  return {
    note(count) {
      const at = now();
      startedAt ??= at;
      samples = [...samples.filter((sample) => at - sample.at <= windowMs && sample.at <= at), { at, count }];
    },
    value(waiting) {
      if (startedAt === null || waiting === 0) return null;
      const at = now();
      const recent = samples.filter((sample) => at - sample.at <= windowMs);
      const total = recent.reduce((sum, sample) => sum + sample.count, 0);
      const seconds = Math.min(windowMs, at - startedAt) / 1000;
      if (total === 0 || seconds * 1000 < leastMs) return null;
      const perSecond = total / seconds;
      return { perSecond, secondsLeft: waiting / perSecond };
    },
    clear() {
      startedAt = null;
      samples = [];
    },
  };
}
