import nodeSchedule from 'node-schedule';
import type { Logger } from '../logger.ts';
import type { Scheduler } from './scheduler.ts';

/**
 * The calendar by node-schedule. Always a cron string with a time zone: its `RecurrenceRule` runs twice in the night when summer time ends and skips the
 * one when it begins.
 */
export function createNodeScheduler(logger: Logger): Scheduler {
  return {
    schedule(spec, callback) {
      const job = new nodeSchedule.Job(spec.name, () => {
        try {
          callback();
        } catch (error) {
          logger.error('A scheduled job failed', { job: spec.name, reason: String(error) });
        }
      });
      job.on('error', (error: unknown) =>
        logger.error('A scheduled job failed', { job: spec.name, reason: String(error) }),
      );
      // The published types know only Date, string and number; the object with rule and tz is documented.
      const rule = { rule: spec.cron, tz: spec.timeZone } as unknown as string;
      if (!job.schedule(rule)) throw new Error(`"${spec.cron}" in ${spec.timeZone} is not a schedule`);
      return {
        nextAt: () => job.nextInvocation()?.getTime() ?? null,
        cancel: () => void job.cancel(),
      };
    },
  };
}
