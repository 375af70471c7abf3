import { setImmediate as nextTurn } from 'node:timers/promises';

/** How long slices of long work keep the store from others: the time from one turn that others get to the next. */
export interface Holds {
  /** For `openStore`. */
  readonly yieldToOthers: () => Promise<void>;
  begin(): void;
  /** Milliseconds each since `begin`. */
  taken(): number[];
}

export function createHolds(): Holds {
  let began = performance.now();
  let times: number[] = [];
  return {
    async yieldToOthers() {
      times.push(performance.now() - began);
      await nextTurn();
      began = performance.now();
    },
    begin() {
      times = [];
      began = performance.now();
    },
    taken: () => times,
  };
}
