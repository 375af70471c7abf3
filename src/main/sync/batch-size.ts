import type { ClaimLimits } from './sync-store.ts';

const growAfter = 20;
const leastBytes = 2000;

/** How much goes into one batch: what the settings and the master allow, less where the line or a proxy takes only smaller pieces. */
export interface BatchSize {
  limits(most: ClaimLimits): ClaimLimits;
  /** So much did not get through. */
  tooMuch(part: { readonly changes: number; readonly bytes: number }): void;
  success(): void;
  /** Remembers the size of now; calling the result goes back to it. */
  mark(): () => void;
}

export function createBatchSize(): BatchSize {
  let changes = Number.POSITIVE_INFINITY;
  let bytes = Number.POSITIVE_INFINITY;
  let successes = 0;
  return {
    limits: (most) => ({ maxChanges: Math.min(most.maxChanges, changes), maxBytes: Math.min(most.maxBytes, bytes) }),
    tooMuch(part) {
      changes = Math.max(1, Math.floor(part.changes / 2));
      bytes = Math.max(leastBytes, Math.floor(part.bytes / 2));
      successes = 0;
    },
    mark() {
      const marked = { changes, bytes };
      return () => {
        ({ changes, bytes } = marked);
      };
    },
    success() {
      successes += 1;
      if (successes < growAfter) return;
      successes = 0;
      changes *= 2;
      bytes *= 2;
    },
  };
}
