import type { Timer } from '../timers.ts';
import type { EnginePorts } from './ports.ts';

/** The one timer that brings a failed run back. While it is armed, automatic runs wait for it. */
export interface RetryTimer {
  /** Fires at the time given; an earlier one that is armed stays. */
  armAt(at: number): void;
  cancel(): void;
  /** When it fires; null when it is not armed. */
  at(): number | null;
}

export function createRetryTimer(
  { clock, timers }: Pick<EnginePorts, 'clock' | 'timers'>,
  fire: () => void,
): RetryTimer {
  let armed: { readonly at: number; readonly timer: Timer } | null = null;
  return {
    armAt(at) {
      if (armed && armed.at <= at) return;
      armed?.timer.cancel();
      const timer = timers.after(Math.max(0, at - clock.now()), () => {
        armed = null;
        fire();
      });
      armed = { at, timer };
    },
    cancel() {
      armed?.timer.cancel();
      armed = null;
    },
    at: () => armed?.at ?? null,
  };
}
