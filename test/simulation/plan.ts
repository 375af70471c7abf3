import type { ConflictRule } from '../../src/models/kit/define-model.ts';
import type { CopyFault } from './copies.ts';
import type { LineFaults } from './line.ts';
import { makeCalamity, makeCopyFault, makeDisaster, makeFault, makeUpgrade } from './make-fault.ts';
import { createSeeded, type Seeded } from './seeded.ts';
import type { AppVersion } from './versions.ts';

/** Something that goes wrong, or is put right again. `target` −1 is head office. */
export type Fault =
  | CopyFault
  /** The newer version is installed, where it is not yet; the process that does it dies at a statement, or not. */
  | { readonly kind: 'upgrade'; readonly killedAt: number | undefined }
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
  /** What everybody begins with. In the end all have the newest that anybody can have had. */
  readonly versions: { readonly headOffice: AppVersion; readonly branches: readonly AppVersion[] } | undefined;
  /** So many changes a branch sends at once at the most. */
  readonly batch: number;
  /** Head office answers some changes with 500 for ever: before it has taken them, or after. */
  readonly defect: Defect | undefined;
}

export type Defect = 'before' | 'after';

const minute = 60_000;
const rules: readonly ConflictRule[] = ['last-write-wins', 'last-write-wins', 'master-wins', 'manual'];

export function makePlan(seed: number): Plan {
  const random = createSeeded(seed);
  // A stream of its own, so that most worlds stay as they were before there was this.
  const rare = createSeeded(seed ^ 0x7a5e);
  const branches = random.chance(0.15) ? 5 + random.int(4) : 2 + random.int(3);
  // Some worlds are nearly quiet, some are in ruins.
  const trouble = random.pick([0.2, 0.5, 0.7]);
  const special = random.next();
  const calamity =
    special < 0.2
      ? { make: makeDisaster, chance: 0.1 }
      : special < 0.35
        ? { make: makeCopyFault, chance: 0.2 }
        : special < 0.45
          ? { make: makeCalamity, chance: 0.2 }
          : undefined;
  const version = (): AppVersion => random.pick([1, 2]);
  const versions = random.chance(0.2)
    ? { headOffice: version(), branches: Array.from({ length: branches }, version) }
    : undefined;
  const kinds: StepKinds = { branches, trouble, calamity, upgrades: versions !== undefined };
  // Most are short: broken on purpose, the same code is found out sooner by many short worlds than by a few long ones; what needs a long life has the others.
  const length = random.chance(0.25) ? 15 + random.int(50) : 6 + random.int(16);
  const steps = Array.from({ length }, () => makeStep(random.fork(), kinds));
  return {
    seed,
    branches,
    rules: { Customer: random.pick(rules), Product: random.pick(rules), Category: random.pick(rules) },
    steps,
    versions,
    batch: rare.chance(0.01) ? 600 : 7,
    // A person mends what is theirs; what a branch sends again for others after a restore is not.
    defect: !calamity && rare.chance(0.08) ? rare.pick<Defect>(['before', 'after']) : undefined,
  };
}

interface StepKinds {
  readonly branches: number;
  /** How probable a fault is. */
  readonly trouble: number;
  /** Faults that only some worlds know. */
  readonly calamity: { readonly make: (random: Seeded) => Fault; readonly chance: number } | undefined;
  readonly upgrades: boolean;
}

function makeStep(random: Seeded, { branches, trouble, calamity, upgrades }: StepKinds): Step {
  const someone = (): number => (random.chance(0.12) ? -1 : random.int(branches));
  return {
    actor: someone(),
    seed: random.int(0xffffffff),
    target: someone(),
    fault:
      calamity && random.chance(calamity.chance)
        ? calamity.make(random)
        : upgrades && random.chance(0.08)
          ? makeUpgrade(random)
          : random.chance(trouble)
            ? makeFault(random)
            : undefined,
    pauseMs: random.chance(0.05) ? random.int(10 * minute) : random.int(random.pick([200, 4000])),
  };
}
