/** The tray's menu as it can be compared. */
export interface MenuWords {
  readonly sentence: string;
  /** Everything else in it. */
  readonly commands: string;
}

/** The menu that was set last. */
export interface ShownMenu extends MenuWords {
  /** When it was set, in milliseconds. */
  readonly at: number;
}

/** A sentence that changes with each second of a sync is said anew in the menu at most this often; the tooltip says it at once. In milliseconds. */
const newSentenceEveryMs = 30_000;

/**
 * How long a changed menu waits: a menu that is set closes where it is open, on every system, and during a sync nobody could click in it.
 * @returns milliseconds; null where nothing has changed
 */
export function menuWaits(shown: ShownMenu | null, next: MenuWords, now: number): number | null {
  if (shown === null || shown.commands !== next.commands) return 0;
  if (shown.sentence === next.sentence) return null;
  return Math.max(0, shown.at + newSentenceEveryMs - now);
}
