import { createSeededRandom } from '../support/virtual-time.ts';

/** Everything random in a simulation comes from one of these, so that a seed replays exactly. */
export interface Seeded {
  /** 0 ≤ x < 1 */
  next(): number;
  /** 0 ≤ n < below */
  int(below: number): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
  /** A stream of its own: what is drawn from it does not shift what others draw. */
  fork(): Seeded;
  /** A UUID that sorts by the time given, like a version 7. */
  uuid(nowMs: number): string;
}

export function createSeeded(seed: number): Seeded {
  const next = createSeededRandom(seed);
  let counter = 0;
  const int = (below: number): number => Math.floor(next() * below);
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick(items) {
      const item = items[int(items.length)];
      if (item === undefined) throw new Error('Nothing to pick from');
      return item;
    },
    fork: () => createSeeded(int(0xffffffff)),
    uuid(nowMs) {
      counter += 1;
      const time = Math.floor(nowMs).toString(16).padStart(12, '0').slice(-12);
      const rest = `${(counter % 4096).toString(16).padStart(3, '0')}${(0x8000 + int(0x4000)).toString(16)}${int(
        2 ** 32,
      )
        .toString(16)
        .padStart(8, '0')}${int(2 ** 16)
        .toString(16)
        .padStart(4, '0')}`;
      return `${time.slice(0, 8)}-${time.slice(8)}-7${rest.slice(0, 3)}-${rest.slice(3, 7)}-${rest.slice(7)}`;
    },
  };
}
