import { isoTime } from '../../shared/clock.ts';
import type { RunProgress } from '../../shared/status.ts';
import type { Timer } from '../timers.ts';
import type { EnginePorts } from './ports.ts';

const everyMs = 250;

/** What the running sync has done so far, told to others four times a second at most. */
export interface Progress {
  begin(): void;
  update(change: Partial<Omit<RunProgress, 'startedAt'>>): void;
  end(): void;
  current(): RunProgress | null;
  /** Something else of the status has changed. */
  touch(): void;
}

export function createProgress({
  clock,
  timers,
  statusChanged,
}: Pick<EnginePorts, 'clock' | 'timers' | 'statusChanged'>): Progress {
  let current: RunProgress | null = null;
  let timer: Timer | null = null;
  let untold = false;
  /** The first change is told at once, those that follow it together. */
  function touch(): void {
    if (timer) {
      untold = true;
      return;
    }
    untold = false;
    timer = timers.after(everyMs, () => {
      timer = null;
      if (untold) touch();
    });
    statusChanged();
  }
  return {
    begin() {
      current = { phase: 'connect', startedAt: isoTime(clock.now()), pushed: 0, toPush: 0, pulled: 0, toPull: null };
      touch();
    },
    update(change) {
      if (current) current = { ...current, ...change };
      touch();
    },
    end() {
      current = null;
      touch();
    },
    current: () => current,
    touch,
  };
}
