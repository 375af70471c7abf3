import type { Scheduler } from '../../src/main/sync/scheduler.ts';
import type { Timers } from '../../src/main/timers.ts';

/** Every five minutes for the sync, daily for the cleanup: as the calendar would, without time zones. */
export function createSimScheduler(timers: Timers): Scheduler {
  return {
    schedule(spec, callback) {
      const every = spec.cron.startsWith('0 3') ? 86_400_000 : 300_000;
      let timer = timers.after(every, tick);
      function tick(): void {
        timer = timers.after(every, tick);
        callback();
      }
      return { nextAt: () => null, cancel: () => timer.cancel() };
    },
  };
}
