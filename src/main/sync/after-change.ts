import type { Timer } from '../timers.ts';
import type { EnginePorts } from './ports.ts';

/** Asks for a sync a moment after a local change. Changes that follow do not put it off: each is sent about that moment after its commit. */
export interface AfterChange {
  changed(): void;
  readonly armed: boolean;
  stop(): void;
}

export function createAfterChange(
  { timers, settings }: Pick<EnginePorts, 'timers' | 'settings'>,
  ask: () => void,
): AfterChange {
  let timer: Timer | null = null;
  return {
    changed() {
      timer ??= timers.after(settings().syncAfterChangeMs, () => {
        timer = null;
        ask();
      });
    },
    get armed() {
      return timer !== null;
    },
    stop() {
      timer?.cancel();
      timer = null;
    },
  };
}
