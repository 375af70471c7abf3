/** A timer that is armed; cancelling one that has fired does nothing. */
export interface Timer {
  cancel(): void;
}

/** The only way to wait. Injected wherever behaviour depends on time, so that a simulation can run years in seconds. */
export interface Timers {
  /** Calls once, after so many milliseconds. */
  after(milliseconds: number, callback: () => void): Timer;
}

/** The most that one timer of the system can wait; longer waits are looked at again then. */
const longest = 2_000_000_000;

export const systemTimers: Timers = {
  after(milliseconds, callback) {
    const until = performance.now() + milliseconds;
    let handle: NodeJS.Timeout;
    const arm = (): void => {
      const left = Math.max(0, until - performance.now());
      handle = left > longest ? setTimeout(arm, longest) : setTimeout(callback, left);
    };
    arm();
    return { cancel: () => clearTimeout(handle) };
  },
};

/** Waits so many milliseconds, or until the signal is aborted. Says which: true when the time has passed. */
export async function pause(timers: Timers, milliseconds: number, signal?: AbortSignal): Promise<boolean> {
  if (signal?.aborted) return false;
  return new Promise((resolve) => {
    const done = (passed: boolean) => (): void => {
      timer.cancel();
      signal?.removeEventListener('abort', stop);
      resolve(passed);
    };
    const stop = done(false);
    const timer = timers.after(milliseconds, done(true));
    signal?.addEventListener('abort', stop, { once: true });
  });
}
