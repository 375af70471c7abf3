/** So many at the most are looked at again in the transaction that released them, while somebody waits for it. */
export const mostHeldAtOnce = 250;

/** What a transaction has released from waiting behind a refused log. */
export interface Released {
  /** Logs to be looked at again. */
  readonly ids: Set<number>;
  /** Of these, what was changed itself, and behind which log it waited. */
  readonly loosened: Map<number, number>;
}

export function nothingReleased(): Released {
  return { ids: new Set(), loosened: new Map() };
}
