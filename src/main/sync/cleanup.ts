import { isoTime } from '../../shared/clock.ts';
import type { EnginePorts } from './ports.ts';

/** The removal of old completed logs, one at a time. */
export interface Cleanup {
  /** Returns how many logs went. A cleanup that is on is joined. */
  run(): Promise<number>;
}

export function createCleanup({
  store,
  settings,
  clock,
  logger,
}: Pick<EnginePorts, 'store' | 'settings' | 'clock' | 'logger'>): Cleanup {
  let running: Promise<number> | null = null;
  async function clean(): Promise<number> {
    try {
      const removed = await store.cleanup(settings().keepCompletedDays);
      store.setFacts({ lastCleanupAt: isoTime(clock.now()) });
      logger.info('Old completed logs were removed', { removed });
      return removed;
    } finally {
      running = null;
    }
  }
  return {
    run() {
      running ??= clean();
      return running;
    },
  };
}
