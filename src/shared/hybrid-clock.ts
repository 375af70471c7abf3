import type { Clock } from './clock.ts';

/**
 * A hybrid logical clock: wall time corrected to head office's, a counter for what happens in the same millisecond, and the writer.
 * As text it sorts by time: `2026-11-23T08:09:53.123Z-0004-<writer>`.
 * Source: Kulkarni et al., "Logical Physical Clocks" (2014).
 */
export interface HybridTime {
  /** Milliseconds since 1970. */
  readonly wall: number;
  readonly counter: number;
  /** The branch id, or `master`. */
  readonly writer: string;
}

const pattern = /^(\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)-([0-9a-f]{4})-(.+)$/;

export function formatHybridTime(time: HybridTime): string {
  return `${new Date(time.wall).toISOString()}-${time.counter.toString(16).padStart(4, '0')}-${time.writer}`;
}

/** The parts of a stamp, or undefined for text that is none. */
export function parseHybridTime(text: string): HybridTime | undefined {
  const match = pattern.exec(text);
  if (!match) return undefined;
  const [, iso = '', counter = '', writer = ''] = match;
  const wall = Date.parse(iso);
  return Number.isNaN(wall) ? undefined : { wall, counter: Number.parseInt(counter, 16), writer };
}

export interface HybridClock {
  /** A stamp later than every stamp made or observed here, as text. */
  stamp(): string;
  /** Takes note of a stamp from elsewhere, so that later stamps sort after it; ignores one more than two minutes ahead of us. */
  observe(stamp: string): void;
}

/** How far ahead of us another clock may be before its stamps are not followed (a clock in the future must not drag ours along). */
export const clockToleranceMs = 120_000;

/**
 * @param offset milliseconds to add to the local clock to get head office's time, as measured by the last exchange
 */
export function createHybridClock(clock: Clock, writer: () => string, offset: () => number): HybridClock {
  let wall = 0;
  let counter = 0;
  return {
    stamp() {
      const now = clock.now() + offset();
      // A clock set back by a little keeps counting from the last stamp; one set back by much (it had been wrong) starts anew.
      if (now > wall || wall - now > clockToleranceMs) {
        wall = now;
        counter = 0;
      } else if (counter < 0xffff) counter += 1;
      else {
        wall += 1;
        counter = 0;
      }
      return formatHybridTime({ wall, counter, writer: writer() });
    },
    observe(stamp) {
      const seen = parseHybridTime(stamp);
      if (!seen || seen.wall > clock.now() + offset() + clockToleranceMs) return;
      if (seen.wall > wall) {
        wall = seen.wall;
        counter = seen.counter;
      } else if (seen.wall === wall && seen.counter > counter) counter = seen.counter;
    },
  };
}
