import type { Timer } from '../timers.ts';
import type { EnginePorts } from './ports.ts';
import type { RunControl } from './run-sync.ts';

/** How the running sync is stopped: asked to end at a safe point first, cut off when that takes too long. */
export interface RunStopper {
  /** The signals for a run that begins now. */
  begin(): RunControl;
  end(): void;
  /** @param graceMs how long the request on its way may take; false when nothing runs */
  stop(graceMs: number): boolean;
}

export function createRunStopper({ timers }: Pick<EnginePorts, 'timers'>): RunStopper {
  let current: { readonly soft: AbortController; readonly hard: AbortController } | null = null;
  let timer: Timer | null = null;
  return {
    begin() {
      current = { soft: new AbortController(), hard: new AbortController() };
      return { stopping: current.soft.signal, signal: current.hard.signal };
    },
    end() {
      timer?.cancel();
      timer = null;
      current = null;
    },
    stop(graceMs) {
      if (!current) return false;
      const { soft, hard } = current;
      soft.abort();
      timer?.cancel();
      if (graceMs <= 0) hard.abort();
      else timer = timers.after(graceMs, () => hard.abort());
      return true;
    },
  };
}
