/** A page that stops is loaded again, but not without end. */
const reloadsAtMost = 3;
const withinMs = 300_000;

/** @param crashes when the page stopped so far, in milliseconds since 1970, with the last one at the end */
export function afterPageGone(reason: string, crashes: readonly number[]): 'nothing' | 'reload' | 'trouble' {
  // The page was closed.
  if (reason === 'clean-exit') return 'nothing';
  const last = crashes.at(-1) ?? 0;
  return crashes.filter((at) => at > last - withinMs).length > reloadsAtMost ? 'trouble' : 'reload';
}
