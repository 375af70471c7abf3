/** How much was done at a moment, in milliseconds since 1970. */
export interface Seen {
  readonly at: number;
  readonly done: number;
}

/** Sooner, the first pages would promise too much. */
const leastMs = 2000;

/** Whole seconds until all is done at the speed since the first look; null while that says nothing. */
export function secondsLeft(first: Seen, now: Seen, total: number): number | null {
  const took = now.at - first.at;
  const came = now.done - first.done;
  if (took < leastMs || came <= 0 || now.done >= total) return null;
  return Math.ceil(((total - now.done) * took) / came / 1000);
}
