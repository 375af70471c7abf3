import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { silentLogger, type Logger } from '../../../../src/main/logger.ts';
import { createNodeScheduler } from '../../../../src/main/sync/node-schedule-scheduler.ts';
import { cronFor } from '../../../../src/main/sync/schedule.ts';
import { probeDelay } from '../../../../src/main/sync/signal.ts';

test.each([
  [1, '*/1 * * * *'],
  [5, '*/5 * * * *'],
  [30, '*/30 * * * *'],
  [60, '0 */1 * * *'],
  [240, '0 */4 * * *'],
  [1440, '0 0 * * *'],
  // cron cannot say these evenly: it ticks every minute, and the interval is counted.
  [7, '* * * * *'],
  [45, '* * * * *'],
  [90, '* * * * *'],
  [300, '* * * * *'],
])('every %i minutes is %s', (minutes, cron) => {
  expect(cronFor(minutes)).toBe(cron);
});

describe('the calendar of node-schedule', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function firedAt(cron: string, timeZone: string, from: string, to: string): string[] {
    vi.setSystemTime(new Date(from));
    const fired: string[] = [];
    const job = createNodeScheduler(silentLogger).schedule({ name: 'test', cron, timeZone }, () => {
      fired.push(new Date().toISOString());
    });
    vi.advanceTimersByTime(Date.parse(to) - Date.parse(from));
    job.cancel();
    return fired;
  }

  test.each([
    ['begins', '2027-03-26T12:00:00Z', '2027-03-30T12:00:00Z', ['03-27T02', '03-28T01', '03-29T01', '03-30T01']],
    ['ends', '2026-10-23T12:00:00Z', '2026-10-27T12:00:00Z', ['10-24T01', '10-25T02', '10-26T02', '10-27T02']],
  ])('03:00 in Brussels neither skips nor doubles when summer time %s', (_what, from, to, hours) => {
    expect(firedAt('0 3 * * *', 'Europe/Brussels', from, to).map((at) => at.slice(5, 13))).toEqual(hours);
  });

  test('every five minutes goes on evenly through the night when summer time ends', () => {
    const fired = firedAt('*/5 * * * *', 'UTC', '2026-10-25T00:00:30Z', '2026-10-25T03:00:30Z');
    expect(fired).toHaveLength(36);
    const gaps = fired.slice(1).map((at, index) => Date.parse(at) - Date.parse(fired[index] ?? ''));
    expect(new Set(gaps)).toEqual(new Set([300_000]));
  });

  test('says when it fires next, and no more once cancelled', () => {
    vi.setSystemTime(new Date('2026-11-23T08:01:00Z'));
    const job = createNodeScheduler(silentLogger).schedule(
      { name: 'test', cron: '*/5 * * * *', timeZone: 'UTC' },
      () => {},
    );
    expect(job.nextAt()).toBe(Date.parse('2026-11-23T08:05:00Z'));
    job.cancel();
    expect(job.nextAt()).toBeNull();
  });

  test('a callback that throws is written down and fires again', () => {
    vi.setSystemTime(new Date('2026-11-23T08:01:00Z'));
    const errors: string[] = [];
    const logger: Logger = { ...silentLogger, error: (message) => errors.push(message) };
    const job = createNodeScheduler(logger).schedule({ name: 'test', cron: '*/5 * * * *', timeZone: 'UTC' }, () => {
      throw new Error('a defect');
    });
    vi.advanceTimersByTime(10 * 60_000);
    job.cancel();
    expect(errors).toHaveLength(2);
  });
});

test('a line that is down is looked at every second at first, and never rarer than four times a minute', () => {
  for (const random of [0, 0.5, 0.999]) {
    for (let down = 0; down < 120_000; down += 1000) {
      expect(probeDelay(down, () => random)).toBeGreaterThanOrEqual(800);
      expect(probeDelay(down, () => random)).toBeLessThanOrEqual(1200);
    }
    for (let down = 120_000; down < 1e9; down *= 1.5)
      expect(probeDelay(down, () => random)).toBeLessThanOrEqual(15_000);
    expect(probeDelay(1e9, () => random)).toBeGreaterThanOrEqual(9500);
  }
});
