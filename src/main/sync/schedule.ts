import type { Timer } from '../timers.ts';
import type { EnginePorts } from './ports.ts';
import type { ScheduledJob } from './scheduler.ts';

const dayMs = 86_400_000;
/** A cleanup so recent makes another one pointless, whatever the calendar says. */
const halfDayMs = dayMs / 2;
/** After the start the screens come first. */
const catchUpDelayMs = 30_000;
const mostJitterMs = 20_000;

export interface ScheduleHooks {
  /** Only asks: jobs may come late or in bursts. */
  readonly sync: () => void;
  readonly cleanup: () => void;
}

/** What runs by the calendar: the sync every few minutes, the cleanup at 03:00. */
export interface Schedule {
  /** Makes the jobs anew: at the start, after the computer slept (its timers are worth nothing then), when the settings changed. */
  restart(): void;
  stop(): void;
  nextSyncAt(): number | null;
  /** A cleanup was missed: the computer was off at 03:00. */
  cleanupOverdue(): boolean;
}

/** The cron expression that comes closest to every so many minutes without ever being rarer; every minute where cron cannot say it. */
export function cronFor(minutes: number): string {
  if (minutes < 60 && 60 % minutes === 0) return `*/${minutes} * * * *`;
  const hours = minutes / 60;
  if (Number.isInteger(hours) && 24 % hours === 0) return hours === 24 ? '0 0 * * *' : `0 */${hours} * * *`;
  return '* * * * *';
}

export function createSchedule(
  ports: Pick<EnginePorts, 'scheduler' | 'settings' | 'clock' | 'timers' | 'random' | 'timeZone' | 'store'>,
  hooks: ScheduleHooks,
): Schedule {
  const { clock, timers } = ports;
  let jobs: ScheduledJob[] = [];
  let syncJob: ScheduledJob | null = null;
  let jitter: Timer | null = null;
  let catchUp: Timer | null = null;
  let lastTick = 0;

  const sinceCleanup = (): number => {
    const { lastCleanupAt } = ports.store.facts();
    const age = lastCleanupAt === null ? Number.POSITIVE_INFINITY : clock.now() - Date.parse(lastCleanupAt);
    // One in the future was written by a clock that has been set back since.
    return age < 0 ? Number.POSITIVE_INFINITY : age;
  };

  function tick(): void {
    const interval = ports.settings().syncEveryMinutes * 60_000;
    const due = lastTick + interval - clock.now();
    // Where cron says only "every minute", the interval is counted here.
    if (due > 30_000 && due <= interval) return;
    lastTick = clock.now();
    jitter?.cancel();
    // Head office should not hear from every branch in the same second.
    jitter = timers.after(Math.floor(ports.random() * Math.min(mostJitterMs, interval / 10)), hooks.sync);
  }
  function stop(): void {
    for (const job of jobs) job.cancel();
    jobs = [];
    syncJob = null;
    jitter?.cancel();
    catchUp?.cancel();
  }
  return {
    restart() {
      stop();
      const { instance, syncEveryMinutes } = ports.settings();
      if (instance === 'slave') {
        syncJob = ports.scheduler.schedule({ name: 'sync', cron: cronFor(syncEveryMinutes), timeZone: 'UTC' }, tick);
        jobs.push(syncJob);
      }
      jobs.push(
        ports.scheduler.schedule({ name: 'cleanup', cron: '0 3 * * *', timeZone: ports.timeZone }, () => {
          if (sinceCleanup() > halfDayMs) hooks.cleanup();
        }),
      );
      if (sinceCleanup() > dayMs) catchUp = timers.after(catchUpDelayMs, hooks.cleanup);
    },
    stop,
    nextSyncAt: () => syncJob?.nextAt() ?? null,
    cleanupOverdue: () => sinceCleanup() > dayMs + 3_600_000,
  };
}
