/** So many wrong PINs in a row are a mistake; after that each costs a pause. */
export const triesBeforeLockOut = 5;

const firstPauseMs = 60_000;
const longestPauseMs = 15 * 60_000;

/** How long no PIN is taken after so many wrong ones in a row, in milliseconds: 1, 2, 4 … 15 minutes. */
export function lockOutMs(failures: number): number {
  const beyond = failures - triesBeforeLockOut;
  return beyond < 0 ? 0 : Math.min(longestPauseMs, firstPauseMs * 2 ** beyond);
}
