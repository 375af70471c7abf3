/** The same as head office's tolerance for writes; below it nobody has to do anything. */
const toleranceMs = 120_000;

/** How this computer's clock stands to head office's. @param offsetMs head office's clock minus ours */
export function clockWords(offsetMs: number): { readonly key: string; readonly seconds: number | null } {
  const off = Math.abs(offsetMs);
  if (off < 1000) return { key: 'sync.clock.same', seconds: null };
  const direction = offsetMs > 0 ? 'slow' : 'fast';
  return { key: `sync.clock.${direction}${off > toleranceMs ? 'Wrong' : ''}`, seconds: off / 1000 };
}
