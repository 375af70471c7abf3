import { setTimeout as pause } from 'node:timers/promises';

export interface EventuallyOptions {
  /** Gives up after this many milliseconds: generous, because it only has to tell "hung" from "slow". Default 20 s. */
  readonly timeoutMs?: number;
  /** Milliseconds between two looks. Default 20. */
  readonly intervalMs?: number;
}

/**
 * Looks until a condition holds and returns what it then gave. False, null, undefined and a thrown error all mean "not yet".
 * @param condition may throw, such as by an `expect` of its own; the last error is the cause of the final one
 * @throws Error naming `what` when the deadline has passed
 */
export async function eventually<T>(
  what: string,
  condition: () => T | Promise<T>,
  { timeoutMs = 20_000, intervalMs = 20 }: EventuallyOptions = {},
): Promise<Exclude<T, false | null | undefined>> {
  const deadline = performance.now() + timeoutMs;
  let reason: unknown;
  for (;;) {
    try {
      const value = await condition();
      // The compiler does not subtract from a type parameter what was just ruled out.
      if (value !== false && value !== null && value !== undefined)
        return value as Exclude<T, false | null | undefined>;
      reason = undefined;
    } catch (error) {
      reason = error;
    }
    if (performance.now() > deadline) throw new Error(`Waited ${timeoutMs} ms in vain: ${what}`, { cause: reason });
    await pause(intervalMs);
  }
}
