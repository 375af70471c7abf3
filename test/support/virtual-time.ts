import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Timers } from '../../src/main/timers.ts';
import type { Clock } from '../../src/shared/clock.ts';

/** Time that passes only when a test says so. Timers fire in order, and what they start runs to its next wait before the next one fires. */
export interface VirtualTime {
  readonly clock: Clock;
  readonly timers: Timers;
  /** Lets so much time pass. */
  advance(milliseconds: number): Promise<void>;
  /** Lets time pass, timer by timer, until the promise has settled. @throws when nothing is left that could settle it within the time given */
  until<T>(promise: Promise<T>, mostMs?: number): Promise<T>;
  /** The wall clock is set, or the computer slept: no timer knows of it. */
  jump(milliseconds: number): void;
  /** How many timers are armed. */
  readonly armed: number;
}

/** Work that waits for no timer (promises, immediates, a database) gets so many turns to come to rest. */
const turnsToRest = 30;

export function createVirtualTime(start = '2026-11-23T08:00:00.000Z'): VirtualTime {
  let wall = Date.parse(start);
  /** Runs on, whatever happens to the wall clock. */
  let steady = 0;
  let nextId = 0;
  const timers = new Map<number, { readonly due: number; readonly callback: () => void }>();

  async function rest(): Promise<void> {
    for (let turn = 0; turn < turnsToRest; turn += 1) await nextTurn();
  }
  function findNext(before: number): { readonly id: number; readonly due: number } | undefined {
    let found: { readonly id: number; readonly due: number } | undefined;
    for (const [id, { due }] of timers) if (due <= before && (!found || due < found.due)) found = { id, due };
    return found;
  }
  function pass(to: number): void {
    wall += to - steady;
    steady = to;
  }
  async function step(end: number): Promise<boolean> {
    const next = findNext(end);
    if (!next) return false;
    const timer = timers.get(next.id);
    timers.delete(next.id);
    pass(Math.max(steady, next.due));
    timer?.callback();
    await rest();
    return true;
  }
  return {
    clock: { now: () => wall },
    timers: {
      after(milliseconds, callback) {
        nextId += 1;
        const id = nextId;
        timers.set(id, { due: steady + Math.max(0, milliseconds), callback });
        return { cancel: () => void timers.delete(id) };
      },
    },
    async advance(milliseconds) {
      const end = steady + milliseconds;
      await rest();
      while (await step(end));
      pass(end);
    },
    async until(promise, mostMs = 3_600_000) {
      let settled = false;
      const mark = (): void => {
        settled = true;
      };
      promise.then(mark, mark);
      const end = steady + mostMs;
      await rest();
      for (let idle = 0; !settled;) {
        idle = (await step(end)) ? 0 : idle + 1;
        if (idle > 200)
          throw new Error(`Still waiting after ${mostMs} ms of virtual time, with ${timers.size} timers armed.`);
        if (idle > 0) await rest();
      }
      return promise;
    },
    jump(milliseconds) {
      wall += milliseconds;
    },
    get armed() {
      return timers.size;
    },
  };
}

/** A repeatable source of numbers, 0 ≤ x < 1 (mulberry32). */
export function createSeededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
