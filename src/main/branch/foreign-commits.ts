import type { Logger } from '../logger.ts';
import type { Store } from '../store/open-store.ts';
import type { Timer, Timers } from '../timers.ts';

/** How often another process's commits are looked for, in milliseconds; the question costs microseconds. */
const lookEveryMs = 500;

/** Notices what another process (the command line) has committed to the same data. Returns how to stop. */
export function watchForeignCommits(
  store: Store,
  timers: Timers,
  logger: Logger,
  found: () => Promise<void>,
): () => void {
  let seen = store.dataVersion();
  let timer: Timer | null = null;
  let stopped = false;
  async function look(): Promise<void> {
    const version = store.dataVersion();
    if (version !== seen) {
      seen = version;
      await found();
    }
  }
  const arm = (): void => {
    if (stopped) return;
    timer = timers.after(lookEveryMs, () => {
      look()
        .catch((error: unknown) =>
          logger.error('Looking for changes by other processes failed', { reason: String(error) }),
        )
        .finally(arm);
    });
  };
  arm();
  return () => {
    stopped = true;
    timer?.cancel();
  };
}
