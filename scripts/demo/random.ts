import { v7 } from 'uuid';

/** Numbers that look random and are the same for the same seed, on every machine. */
export interface Random {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number;
  /** One of them. @throws RangeError when there is none */
  pick<T>(from: readonly T[]): T;
  chance(probability: number): boolean;
  /** A UUIDv7 of this moment (milliseconds since 1970). */
  id(at: number): string;
}

/** Mulberry32. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const whole = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
  return {
    next,
    whole,
    pick<T>(from: readonly T[]): T {
      if (from.length === 0) throw new RangeError('There is nothing to pick from');
      // In range, since whole() stays within the length; undefined may itself be one of them.
      return from[whole(0, from.length - 1)] as T;
    },
    chance: (probability) => next() < probability,
    id: (at) => v7({ msecs: at, random: Uint8Array.from({ length: 16 }, () => whole(0, 255)) }),
  };
}
