import type { ConflictRule } from '../../src/models/kit/define-model.ts';
import { perfectLine, type LineFaults } from './line.ts';
import { createSeeded, type Seeded } from './seeded.ts';

/** Something that goes wrong, or is put right again. `target` −1 is head office. */
export type Fault =
  | { readonly kind: 'kill' }
  | { readonly kind: 'kill-in'; readonly statements: number }
  | { readonly kind: 'line'; readonly faults: LineFaults }
  | { readonly kind: 'clock'; readonly error: number }
  | { readonly kind: 'disk-full'; readonly full: boolean }
  /** The administrator copies head office's database, and later puts the copy back: by the command for it, or by hand. */
  | { readonly kind: 'backup' }
  | { readonly kind: 'restore'; readonly told: boolean }
  /** Every computer is off for so long. */
  | { readonly kind: 'skip'; readonly milliseconds: number };

export interface Step {
  /** Which branch works; −1 is head office. */
  readonly actor: number;
  /** What is done, and with what: a stream of its own, so that leaving other steps out does not change it. */
  readonly seed: number;
  readonly target: number;
  readonly fault: Fault | undefined;
  readonly pauseMs: number;
}

/** A whole life of a world, drawn from its seed beforehand, so that it can be shortened step by step. */
export interface Plan {
  readonly seed: number;
  readonly branches: number;
  readonly rules: Readonly<Record<string, ConflictRule>>;
  readonly steps: readonly Step[];
}

const minute = 60_000;
const day = 86_400_000;
const rules: readonly ConflictRule[] = ['last-write-wins', 'last-write-wins', 'master-wins', 'manual'];

export function makePlan(seed: number): Plan {
  const random = createSeeded(seed);
  const branches = random.chance(0.15) ? 5 + random.int(4) : 2 + random.int(3);
  // Some worlds are nearly quiet, some are in ruins.
  const trouble = random.pick([0.2, 0.5, 0.7]);
  const disasters = random.chance(0.25);
  const steps = Array.from({ length: 15 + random.int(50) }, () =>
    makeStep(random.fork(), branches, trouble, disasters),
  );
  return {
    seed,
    branches,
    rules: { Customer: random.pick(rules), Product: random.pick(rules), Category: random.pick(rules) },
    steps,
  };
}

function makeStep(random: Seeded, branches: number, trouble: number, disasters: boolean): Step {
  const someone = (): number => (random.chance(0.12) ? -1 : random.int(branches));
  return {
    actor: someone(),
    seed: random.int(0xffffffff),
    target: someone(),
    fault:
      disasters && random.chance(0.1) ? makeDisaster(random) : random.chance(trouble) ? makeFault(random) : undefined,
    pauseMs: random.chance(0.05) ? random.int(10 * minute) : random.int(random.pick([200, 4000])),
  };
}

function makeDisaster(random: Seeded): Fault {
  return random.chance(0.6) ? { kind: 'backup' } : { kind: 'restore', told: random.chance(0.5) };
}

function makeFault(random: Seeded): Fault {
  const kind = random.int(16);
  if (kind <= 2) return { kind: 'kill-in', statements: 1 + random.int(random.pick([5, 30, 120])) };
  if (kind <= 4) return { kind: 'kill' };
  if (kind <= 8) return { kind: 'line', faults: makeLine(random) };
  if (kind <= 10) return { kind: 'line', faults: perfectLine };
  if (kind <= 12)
    return {
      kind: 'clock',
      error: random.pick([0, 0, minute, -minute, 60 * minute, -60 * minute, 463 * day, -463 * day]),
    };
  if (kind <= 14) return { kind: 'disk-full', full: random.chance(0.5) };
  return { kind: 'skip', milliseconds: random.pick([minute, day, 30 * day, 400 * day]) };
}

function makeLine(random: Seeded): LineFaults {
  return {
    partitioned: random.chance(0.4),
    lostRequest: random.next() * 0.3,
    lostAnswer: random.next() * 0.4,
    duplicated: random.next() * 0.3,
    serverError: random.next() * 0.2,
    tooLarge: random.next() * 0.2,
    mostDelayMs: random.int(8000),
  };
}
