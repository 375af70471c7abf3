const kept = 8;

/** Measures head office's clock minus ours, in milliseconds. */
export interface ClockOffset {
  /** One exchange: our clock before and after it, and the master's time in between (ISO-8601 UTC). */
  note(sentAt: number, receivedAt: number, masterTime: string): void;
  /** By the exchange that took the shortest; null until measured. */
  value(): number | null;
  /** Our clock may have been set, or the computer slept: what was measured before says nothing any more. */
  forget(): void;
}

export function createClockOffset(): ClockOffset {
  let samples: { readonly roundTrip: number; readonly offset: number }[] = [];
  return {
    note(sentAt, receivedAt, masterTime) {
      const at = Date.parse(masterTime);
      // Our clock was set back in the middle of the exchange, or the master's time is no time.
      if (Number.isNaN(at) || receivedAt < sentAt) return;
      const sample = { roundTrip: receivedAt - sentAt, offset: Math.round(at - (sentAt + receivedAt) / 2) };
      samples = [...samples.slice(1 - kept), sample];
    },
    value() {
      const best = samples.reduce<(typeof samples)[number] | undefined>(
        (found, sample) => (found && found.roundTrip <= sample.roundTrip ? found : sample),
        undefined,
      );
      return best?.offset ?? null;
    },
    forget() {
      samples = [];
    },
  };
}
