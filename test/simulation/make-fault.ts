import { perfectLine, type LineFaults } from './line.ts';
import type { Fault } from './plan.ts';
import type { Seeded } from './seeded.ts';

const minute = 60_000;
const day = 86_400_000;

/** What happens to head office's database (I17). */
export function makeDisaster(random: Seeded): Fault {
  return random.chance(0.6) ? { kind: 'backup' } : { kind: 'restore', told: random.chance(0.5) };
}

/** What happens to copies of a branch's database (I18). */
export function makeCopyFault(random: Seeded): Fault {
  return { kind: random.pick(['copy', 'copy', 'put-back', 'put-back', 'clone', 'rejoin', 'rejoin']) };
}

/** Both in one world, and computers that come back with nothing on them. */
export function makeCalamity(random: Seeded): Fault {
  if (random.chance(0.2)) return { kind: 'wipe' };
  return random.chance(0.5) ? makeDisaster(random) : makeCopyFault(random);
}

/** The newer version is installed; now and then the computer goes off while that is done. */
export function makeUpgrade(random: Seeded): Fault {
  return random.chance(0.5)
    ? { kind: 'upgrade', killedAt: undefined }
    : { kind: 'upgrade', killedAt: 1 + random.int(random.pick([5, 40])) };
}

/** What happens everywhere. */
export function makeFault(random: Seeded): Fault {
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
    turnedAway: random.next() * 0.2,
    mostDelayMs: random.int(8000),
  };
}
