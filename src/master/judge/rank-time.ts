import { clockToleranceMs, parseHybridTime } from '../../shared/hybrid-clock.ts';

/**
 * A hybrid time as it takes part in "the last write wins". Text that is no time, and a time more than two minutes ahead of the master's clock, rank below
 * every known time (as empty text): a clock in the future is accepted, but nothing wins merely by being there, neither when it arrives nor ever after.
 * @param now the master's clock, milliseconds
 */
export function rankTime(hlc: string, now: number): string {
  const time = parseHybridTime(hlc);
  return time && time.wall <= now + clockToleranceMs ? hlc : '';
}

/**
 * The rank of what is held, as it counts now: one that was given while head office's own clock was ahead is worth no more than any other time in the future.
 * @param now the master's clock, milliseconds
 */
export function rankHeld(rank: string, now: number): string {
  const time = parseHybridTime(rank);
  return time && time.wall > now + clockToleranceMs ? '' : rank;
}
