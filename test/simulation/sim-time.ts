import { setImmediate as nextTurn } from 'node:timers/promises';
import { isKilled } from './crash.ts';
import type { Timers } from '../../src/main/timers.ts';

/** Time of a simulated world: it passes from timer to timer, and everything that a timer starts comes to rest before the next one fires. */
export interface SimTime {
  /** What a right clock shows, milliseconds since 1970. */
  now(): number;
  readonly timers: Timers;
  later(milliseconds: number, callback: () => void): void;
  sleep(milliseconds: number): Promise<void>;
  /** Lets time pass. */
  advance(milliseconds: number): Promise<void>;
  /** So much time goes by in which every computer is off: clocks go on, timers do not. */
  skip(milliseconds: number): void;
  /** Timers of one process, which do nothing after it was killed. */
  timersOf(isDead: () => boolean): Timers;
}

interface Armed {
  readonly due: number;
  readonly order: number;
  readonly callback: () => void;
}

/** All promises that can settle do so within one turn of the event loop; a second one catches what starts with an immediate. */
const turnsToRest = 2;

export function createSimTime(start: number): SimTime {
  let steady = 0;
  let skipped = start;
  let order = 0;
  const armed = new Set<Armed>();

  function after(milliseconds: number, callback: () => void): { cancel(): void } {
    order += 1;
    const timer: Armed = { due: steady + Math.max(0, Math.ceil(milliseconds)), order, callback };
    armed.add(timer);
    return { cancel: () => void armed.delete(timer) };
  }
  async function rest(): Promise<void> {
    for (let turn = 0; turn < turnsToRest; turn += 1) await nextTurn();
  }
  /** A process that dies while a timer runs takes nothing else with it. */
  function fire(callback: () => void): void {
    try {
      callback();
    } catch (error) {
      if (!isKilled(error)) throw error;
    }
  }
  function findNext(end: number): Armed | undefined {
    let found: Armed | undefined;
    for (const timer of armed) {
      if (timer.due > end) continue;
      if (!found || timer.due < found.due || (timer.due === found.due && timer.order < found.order)) found = timer;
    }
    return found;
  }
  return {
    now: () => skipped + steady,
    timers: { after },
    later: (milliseconds, callback) => void after(milliseconds, callback),
    sleep: (milliseconds) => new Promise((resolve) => void after(milliseconds, resolve)),
    async advance(milliseconds) {
      const end = steady + milliseconds;
      await rest();
      for (let next = findNext(end); next; next = findNext(end)) {
        armed.delete(next);
        steady = Math.max(steady, next.due);
        fire(next.callback);
        await rest();
      }
      steady = end;
    },
    skip(milliseconds) {
      skipped += milliseconds;
    },
    timersOf: (isDead) => ({
      after: (milliseconds, callback) =>
        after(milliseconds, () => {
          if (!isDead()) callback();
        }),
    }),
  };
}
