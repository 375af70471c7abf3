import type { Timer } from '../timers.ts';
import type { EnginePorts } from './ports.ts';

const everyMs = 60_000;
/** Wall-clock time that passed beyond this between two looks was slept, or the clock was set. */
const jumpMs = 30_000;

export interface WatchdogHooks {
  /** The computer slept, or its clock was set. */
  readonly onJump: () => void;
  /** Every minute. */
  readonly onLook: () => void;
}

/** Looks every minute whether anything stands still that should move (I8). */
export interface Watchdog {
  start(): void;
  stop(): void;
}

export function createWatchdog(
  { clock, timers }: Pick<EnginePorts, 'clock' | 'timers'>,
  hooks: WatchdogHooks,
): Watchdog {
  let timer: Timer | null = null;
  let lookedAt = 0;
  function look(): void {
    const now = clock.now();
    const jumped = Math.abs(now - lookedAt - everyMs) > jumpMs;
    arm();
    if (jumped) hooks.onJump();
    hooks.onLook();
  }
  function arm(): void {
    lookedAt = clock.now();
    timer = timers.after(everyMs, look);
  }
  return {
    start() {
      timer?.cancel();
      arm();
    },
    stop() {
      timer?.cancel();
      timer = null;
    },
  };
}
