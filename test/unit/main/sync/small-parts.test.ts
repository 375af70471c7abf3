import { describe, expect, test } from 'vitest';
import { createForecast } from '../../../../src/main/sync/forecast.ts';
import { createRetryTimer } from '../../../../src/main/sync/retry-timer.ts';
import { createRunQueue } from '../../../../src/main/sync/run-queue.ts';
import { pause } from '../../../../src/main/timers.ts';
import type { RunCause, SyncRun } from '../../../../src/shared/status.ts';
import { createVirtualTime } from '../../../support/virtual-time.ts';

describe('the forecast', () => {
  test('follows the rate of the last seconds', () => {
    let now = 0;
    const forecast = createForecast(() => now);
    expect(forecast.value(100)).toBeNull();
    for (let second = 0; second < 60; second += 1) {
      now += 1000;
      forecast.note(second < 30 ? 1000 : 100);
    }
    const { perSecond, secondsLeft } = forecast.value(1000) ?? { perSecond: 0, secondsLeft: 0 };
    expect(perSecond).toBeGreaterThan(90);
    expect(perSecond).toBeLessThan(120);
    expect(secondsLeft).toBeCloseTo(1000 / perSecond);
    expect(forecast.value(0)).toBeNull();
  });

  test('promises nothing from the first moment of a run, and nothing when all stands still', () => {
    let now = 0;
    const forecast = createForecast(() => now);
    forecast.note(500);
    now += 10;
    expect(forecast.value(1000)).toBeNull();
    now += 60_000;
    expect(forecast.value(1000)).toBeNull();
  });
});

describe('the retry timer', () => {
  test('keeps the earliest time it was armed for, and fires once', async () => {
    const time = createVirtualTime();
    let fired = 0;
    const retry = createRetryTimer(time, () => {
      fired += 1;
    });
    const now = time.clock.now();
    retry.armAt(now + 5000);
    retry.armAt(now + 9000);
    retry.armAt(now + 2000);
    expect(retry.at()).toBe(now + 2000);
    await time.advance(2000);
    expect(fired).toBe(1);
    expect(retry.at()).toBeNull();
    await time.advance(10_000);
    expect(fired).toBe(1);
  });
});

describe('the run queue', () => {
  const runOf = (cause: RunCause): SyncRun => ({
    id: cause,
    cause,
    outcome: 'done',
    startedAt: '',
    endedAt: '',
    pushed: 0,
    refused: 0,
    pulled: 0,
    error: null,
  });

  test('a run that nobody waits for is dropped when it is not wanted any more by the time of its turn', async () => {
    const executed: RunCause[] = [];
    let wanted = true;
    const queue = createRunQueue({
      execute: (cause) => {
        executed.push(cause);
        wanted = false;
        return Promise.resolve(runOf(cause));
      },
      wanted: () => wanted,
      onDefect: (error) => {
        throw error;
      },
    });
    const first = queue.run('schedule');
    queue.request('signal');
    await first;
    queue.request('signal');
    await queue.idle();
    expect(executed).toEqual(['schedule']);
    await queue.run('person');
    expect(executed).toEqual(['schedule', 'person']);
  });

  test('I8 what is asked for after something that is not wanted any more is not dropped with it', async () => {
    const executed: RunCause[] = [];
    const queue = createRunQueue({
      execute: (cause) => {
        executed.push(cause);
        if (cause === 'schedule') for (const asked of ['signal', 'change', 'online'] as const) queue.request(asked);
        return Promise.resolve(runOf(cause));
      },
      // The run that was on has read what the signal told of.
      wanted: (cause) => cause !== 'signal',
      onDefect: (error) => {
        throw error;
      },
    });
    await queue.run('schedule');
    await queue.idle();
    expect(executed).toEqual(['schedule', 'change']);
  });

  test('I8 a question asked the moment a run ends is not lost', async () => {
    const queue = createRunQueue({
      execute: (cause) => Promise.resolve(runOf(cause)),
      wanted: () => true,
      onDefect: (error) => {
        throw error;
      },
    });
    for (let round = 0; round < 5; round += 1) {
      expect(await queue.run('person')).toMatchObject({ outcome: 'done' });
    }
    expect(queue.busy).toBe(false);
  });

  test('a run that throws reaches whoever waits for it, and the queue goes on', async () => {
    const defects: unknown[] = [];
    let broken = true;
    const queue = createRunQueue({
      execute: (cause) => (broken ? Promise.reject(new Error('the disk is full')) : Promise.resolve(runOf(cause))),
      wanted: () => true,
      onDefect: (error) => defects.push(error),
    });
    await expect(queue.run('person')).rejects.toThrow('the disk is full');
    queue.request('schedule');
    await queue.idle();
    expect(defects).toHaveLength(1);
    broken = false;
    expect(await queue.run('person')).toMatchObject({ outcome: 'done' });
    expect(queue.busy).toBe(false);
  });
});

test('a pause ends when its time has passed or its signal is aborted, and leaves no timer behind', async () => {
  const time = createVirtualTime();
  expect(await time.until(pause(time.timers, 1000))).toBe(true);
  const controller = new AbortController();
  const stopped = pause(time.timers, 1000, controller.signal);
  controller.abort();
  expect(await stopped).toBe(false);
  expect(await pause(time.timers, 1000, controller.signal)).toBe(false);
  expect(time.armed).toBe(0);
});
