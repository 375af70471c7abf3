import { describe, expect, test } from 'vitest';
import { createSyncEngine } from '../../../../src/main/sync/engine.ts';
import type { SyncRun } from '../../../../src/shared/status.ts';
import { fail, type Call } from '../../../support/little-master.ts';
import { createWorld, type World } from './world.ts';

const minute = 60_000;

function callsOf(world: World, call: Call): number {
  return world.master.calls.filter((made) => made.call === call).length;
}

/** From now on nothing gets through, until the function returned is called. */
function cutLine(world: World): () => void {
  world.master.fault = () => ({ when: 'before', error: fail('unreachable', 'not-sent') });
  for (const listener of world.master.listeners) world.master.listeners.delete(listener);
  return () => {
    world.master.fault = () => null;
  };
}

/** Makes pushes wait until the function returned is called. */
function holdPushes(world: World): () => void {
  if (!world.link) throw new Error('The world has no master.');
  const { client } = world.link;
  let open: () => void = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  world.link = {
    ...world.link,
    client: {
      ...client,
      async push(request, options) {
        await opened;
        return client.push(request, options);
      },
    },
  };
  return open;
}

function causes(world: World): SyncRun['cause'][] {
  return world.store.sync
    .runs(100)
    .map((run) => run.cause)
    .reverse();
}

describe('I8 one sync at a time', () => {
  test('whatever is asked for during a run is answered by exactly one more, which begins after the question', async () => {
    const world = await createWorld();
    await world.addProducts(3);
    const release = holdPushes(world);
    const first = world.engine.run('schedule');
    await world.time.advance(0);
    const asked = [world.engine.run('person'), world.engine.run('person'), world.engine.run('person')];
    world.engine.request('change');
    world.engine.request('signal');
    release();
    const runs = await world.time.until(Promise.all([first, ...asked]));
    expect(new Set(runs.map((run) => run.id)).size).toBe(2);
    expect(world.store.sync.runs(10)).toHaveLength(2);
    expect((runs[1]?.startedAt ?? '') >= (runs[0]?.endedAt ?? 'never')).toBe(true);
  });

  test('another process that syncs the same store is waited for, and then named', async () => {
    const world = await createWorld();
    const other = createSyncEngine({ ...world.ports, owner: 'another-process' });
    await world.addProducts(3);
    const release = holdPushes(world);
    const theirs = other.run('person');
    await world.time.advance(0);
    const before = world.time.clock.now();
    expect(await world.sync()).toMatchObject({ outcome: 'skipped', error: { code: 'already-running' } });
    expect(world.time.clock.now() - before, 'the heartbeat keeps the lease').toBeGreaterThan(25_000);
    release();
    expect(await world.time.until(theirs)).toMatchObject({ outcome: 'done', pushed: 3 });
    expect(await world.sync()).toMatchObject({ outcome: 'done' });
  });

  test('what a killed process left behind goes back in doubt, and arrives once', async () => {
    const world = await createWorld();
    await world.addProducts(5);
    world.store.sync.takeLease('a-process-that-was-killed', world.time.clock.now(), world.time.clock.now() + 30_000);
    const batch = await world.store.sync.claim({ maxChanges: 3, maxBytes: 1_000_000 });
    expect(batch?.items).toHaveLength(3);
    expect(await world.sync()).toMatchObject({ outcome: 'skipped' });
    await world.time.advance(30_000);
    expect(await world.sync()).toMatchObject({ outcome: 'done', pushed: 5 });
    expect([...world.master.applied.values()]).toEqual([1, 1, 1, 1, 1]);
  });

  test('a process that slept past its lease stops when it wakes', async () => {
    const world = await createWorld();
    await world.addProducts(3);
    holdPushes(world);
    let signal: AbortSignal | undefined;
    if (world.link) {
      world.link = {
        ...world.link,
        client: {
          ...world.link.client,
          push: (_request, options) =>
            new Promise((_resolve, reject) => {
              signal = options?.signal;
              signal?.addEventListener('abort', () => reject(fail('cancelled', 'in-doubt')));
            }),
        },
      };
    }
    const run = world.engine.run('person');
    await world.time.advance(0);
    world.time.jump(5 * minute);
    expect(world.store.sync.takeLease('another-process', world.time.clock.now(), world.time.clock.now() + 30_000)).toBe(
      true,
    );
    expect(await world.time.until(run)).toMatchObject({ outcome: 'failed', error: { code: 'already-running' } });
    expect(signal?.aborted).toBe(true);
  });

  test('cancelled at a safe point: what was sent is settled, the rest waits', async () => {
    const world = await createWorld({ settings: { batchMaxChanges: 2 } });
    await world.addProducts(10);
    world.master.fault = (call) => {
      if (call === 'push' && callsOf(world, 'push') === 2) expect(world.engine.cancel()).toBe(true);
      return null;
    };
    expect(await world.sync()).toMatchObject({ outcome: 'cancelled', pushed: 4, error: { code: 'cancelled' } });
    expect(world.store.sync.stats()).toMatchObject({ pending: 6, syncing: 0, completed: 4 });
    expect(world.engine.cancel()).toBe(false);
  });

  test('a branch that stands alone says so', async () => {
    const world = await createWorld();
    world.link = null;
    expect(await world.sync()).toMatchObject({ outcome: 'skipped', error: { code: 'not-enrolled' } });
    expect(world.engine.status().connection.state).toBe('standalone');
  });
});

describe('I8 nothing waits without a timer', () => {
  test('a local change goes out about a second after its commit, however many follow it', async () => {
    const world = await createWorld();
    world.engine.start();
    await world.time.advance(100);
    world.master.calls.length = 0;
    for (let change = 0; change < 20; change += 1) {
      await world.addProducts(1);
      await world.time.advance(100);
    }
    expect(callsOf(world, 'push')).toBeGreaterThanOrEqual(1);
    expect(callsOf(world, 'push')).toBeLessThanOrEqual(3);
    await world.time.advance(1100);
    expect(world.store.sync.stats()).toMatchObject({ pending: 0, completed: 20 });
  });

  test('a sale saved offline is at head office within two seconds of the line’s return, nobody pressing anything', async () => {
    for (const downForMs of [5000, minute, 110_000]) {
      const world = await createWorld({ seed: downForMs });
      world.engine.start();
      await world.time.advance(1000);
      const mend = cutLine(world);
      world.engine.notify('offline');
      await world.addProducts(1);
      await world.time.advance(downForMs);
      expect(world.engine.status()).toMatchObject({ connection: { state: 'unreachable' }, counts: { pending: 1 } });
      mend();
      await world.time.advance(2000);
      expect(world.engine.status()).toMatchObject({
        connection: { state: 'online' },
        counts: { pending: 0, completed: 1 },
      });
    }
  });

  test('a line that is down for a day is asked for a few times a minute, and its return noticed within a quarter of one', async () => {
    const world = await createWorld();
    world.engine.start();
    const mend = cutLine(world);
    await world.time.advance(24 * 60 * minute);
    world.master.calls.length = 0;
    await world.time.advance(60 * minute);
    expect(world.master.calls.length).toBeLessThan(500);
    await world.addProducts(1);
    mend();
    await world.time.advance(17_000);
    expect(world.store.sync.stats()).toMatchObject({ completed: 1 });
  });

  test('head office’s signal makes the branch pull at once, and one that says nothing new costs nothing', async () => {
    const world = await createWorld();
    world.engine.start();
    await world.time.advance(1000);
    expect(world.master.listeners.size).toBe(1);
    const id = '0190a1b2-0000-7000-8000-000000000001';
    const at = '2026-01-01T00:00:00.000Z';
    world.master.add({
      modelName: 'Category',
      modelId: id,
      data: { id, name: 'Tools', created_at: at, updated_at: at },
    });
    await world.time.advance(0);
    expect(world.store.repository('Category').find(id)?.['name']).toBe('Tools');
    world.master.calls.length = 0;
    for (const listener of world.master.listeners) listener.head({ head: 1, epoch: world.master.epoch });
    await world.time.advance(1000);
    expect(world.master.calls).toEqual([]);
  });

  test('a failed run comes back by itself with growing delays', async () => {
    const world = await createWorld();
    await world.addProducts(1);
    world.master.fault = (call) =>
      call === 'push' || call === 'events' ? { when: 'before', error: fail('unreachable', 'not-sent') } : null;
    world.engine.start();
    await world.time.advance(60 * minute);
    const runs = causes(world).filter((cause) => cause === 'retry').length;
    expect(runs).toBeGreaterThan(12);
    expect(runs).toBeLessThan(60);
    world.master.fault = () => null;
    await world.time.advance(6 * minute);
    expect(world.store.sync.stats()).toMatchObject({ completed: 1 });
  });

  test('the watchdog finds a change that nobody asked to send', async () => {
    const world = await createWorld();
    world.engine.start();
    await world.time.advance(1000);
    // Written by another process: this one heard nothing of it.
    const changed = world.engine.changed;
    Object.assign(world.engine, { changed: () => {} });
    await world.addProducts(1);
    Object.assign(world.engine, { changed });
    await world.time.advance(59_000);
    expect(world.store.sync.stats()).toMatchObject({ completed: 1 });
    expect(causes(world)).toContain('watchdog');
  });

  test('after sleep the jobs are made anew and a sync runs', async () => {
    const world = await createWorld();
    world.engine.start();
    await world.time.advance(1000);
    const job = world.scheduler.jobs.get('sync');
    world.time.jump(8 * 60 * minute);
    await world.time.advance(minute);
    expect(world.scheduler.jobs.get('sync')).not.toBe(job);
    expect(causes(world)).toContain('wake');
  });

  test('suspend ends the request on its way, wake sends it again, once', async () => {
    const world = await createWorld();
    await world.addProducts(2);
    world.engine.start();
    let held = 1;
    if (!world.link) throw new Error('The world has no master.');
    const { client } = world.link;
    world.link = {
      ...world.link,
      client: {
        ...client,
        push(request, options) {
          if (held === 0) return client.push(request, options);
          held -= 1;
          return new Promise((_resolve, reject) => {
            options?.signal?.addEventListener('abort', () => reject(fail('cancelled', 'in-doubt')));
          });
        },
      },
    };
    await world.time.advance(500);
    world.engine.notify('suspend');
    await world.time.advance(10);
    expect(world.store.sync.stats()).toMatchObject({ pending: 2, syncing: 0 });
    await world.time.advance(30_000);
    expect(callsOf(world, 'push')).toBe(0);
    world.engine.notify('wake');
    await world.time.advance(1000);
    expect(world.store.sync.stats()).toMatchObject({ completed: 2 });
  });
});

describe('what holds an automatic sync back', () => {
  test('a pause, until it ends by itself; a person’s sync runs all the same', async () => {
    const world = await createWorld();
    world.engine.start();
    await world.time.advance(1000);
    world.engine.pauseUntil(new Date(world.time.clock.now() + 60 * minute).toISOString());
    await world.addProducts(1);
    await world.time.advance(30 * minute);
    world.scheduler.jobs.get('sync')?.fire();
    await world.time.advance(29 * minute);
    expect(world.engine.status()).toMatchObject({ counts: { pending: 1 }, pausedUntil: expect.any(String) });
    expect(await world.sync()).toMatchObject({ outcome: 'done', pushed: 1 });
    expect(world.engine.status().pausedUntil).not.toBeNull();
    await world.addProducts(1);
    await world.time.advance(2 * minute);
    expect(world.engine.status()).toMatchObject({ counts: { pending: 0 }, pausedUntil: null });
  });

  test('a pause that was begun while the clock was years ahead ends when the clock is set right', async () => {
    const world = await createWorld();
    const year = 365 * 24 * 60 * minute;
    world.time.jump(10 * year);
    world.engine.start();
    await world.time.advance(1000);
    world.engine.pauseUntil(new Date(world.time.clock.now() + 60 * minute).toISOString());
    await world.addProducts(1);
    world.time.jump(-10 * year);
    await world.time.advance(3 * minute);
    expect(world.engine.status()).toMatchObject({ counts: { pending: 0, completed: 1 }, pausedUntil: null });
  });

  test('resumed before its time, it syncs at once', async () => {
    const world = await createWorld();
    world.engine.start();
    world.engine.pauseUntil(new Date(world.time.clock.now() + 60 * minute).toISOString());
    await world.addProducts(1);
    await world.time.advance(minute);
    world.engine.pauseUntil(null);
    await world.time.advance(10);
    expect(world.store.sync.stats()).toMatchObject({ completed: 1 });
  });

  test('I6 lost credentials pause the queue until they change', async () => {
    const world = await createWorld();
    world.engine.start();
    await world.time.advance(1000);
    world.master.fault = (call) =>
      call === 'health' ? null : { when: 'before', error: fail('unauthorized', 'answered') };
    await world.addProducts(1);
    await world.time.advance(2000);
    expect(world.engine.status()).toMatchObject({
      connection: { state: 'unauthorized' },
      counts: { pending: 1, failed: 0 },
      nextAttemptAt: null,
    });
    for (const listener of world.master.listeners) world.master.listeners.delete(listener);
    world.master.calls.length = 0;
    await world.time.advance(6 * 60 * minute);
    expect(world.master.calls).toEqual([]);
    expect(await world.sync()).toMatchObject({ outcome: 'failed', error: { code: 'unauthorized' } });
    world.master.fault = () => null;
    world.engine.linkChanged();
    await world.time.advance(1000);
    expect(world.engine.status()).toMatchObject({
      connection: { state: 'online' },
      counts: { pending: 0, completed: 1 },
    });
  });

  test('a backoff: local changes do not hammer a master that is down', async () => {
    const world = await createWorld();
    world.master.fault = (call) =>
      call === 'pull' || call === 'push'
        ? { when: 'before', error: fail('master-failed', 'in-doubt', 10 * minute) }
        : null;
    world.engine.start();
    await world.time.advance(1000);
    const before = causes(world).length;
    for (let change = 0; change < 50; change += 1) {
      await world.addProducts(1);
      await world.time.advance(10_000);
    }
    expect(causes(world).length).toBe(before);
  });

  test('the host says that there is no network: no request is made', async () => {
    const world = await createWorld();
    world.hostOnline = false;
    expect(await world.sync()).toMatchObject({ outcome: 'failed', error: { code: 'no-network' } });
    expect(world.master.calls).toEqual([]);
  });
});

describe('the status', () => {
  test('is told while a long run goes on, four times a second at most', async () => {
    const world = await createWorld({ settings: { batchMaxChanges: 10 } });
    await world.addProducts(1000);
    if (!world.link) throw new Error('The world has no master.');
    const { client } = world.link;
    world.link = {
      ...world.link,
      client: {
        ...client,
        async push(request, options) {
          await new Promise<void>((resolve) => void world.time.timers.after(100, resolve));
          return client.push(request, options);
        },
      },
    };
    const run = world.engine.run('person');
    await world.time.advance(5000);
    const { running, forecast } = world.engine.status();
    expect(running).toMatchObject({ phase: 'push', toPush: 1000 });
    expect(running?.pushed).toBeGreaterThan(400);
    expect(forecast?.perSecond).toBeGreaterThan(80);
    expect(forecast?.perSecond).toBeLessThan(120);
    expect(world.statusChanges).toBeLessThanOrEqual(21);
    await world.time.until(run);
    expect(world.engine.status()).toMatchObject({ running: null, forecast: null });
  });

  test('survives a restart, because it is made of facts', async () => {
    const world = await createWorld();
    await world.addProducts(2);
    await world.sync();
    cutLine(world);
    await world.addProducts(1);
    await world.sync();
    const before = world.engine.status();
    expect(before).toMatchObject({
      connection: { state: 'unreachable' },
      lastError: { code: 'unreachable' },
      counts: { pending: 1, completed: 2 },
    });
    const reborn = createSyncEngine({ ...world.ports, owner: 'the-next-process' });
    expect(reborn.status()).toEqual(before);
  });

  test('measures head office’s clock against ours, anew after sleep', async () => {
    const world = await createWorld();
    world.master.clockOffsetMs = 90_000;
    await world.sync();
    expect(world.engine.status().clockOffsetMs).toBe(90_000);
    world.master.clockOffsetMs = -3000;
    world.engine.notify('wake');
    await world.sync();
    expect(world.engine.status().clockOffsetMs).toBe(-3000);
  });
});

test('the cleanup runs at 03:00, once, and is caught up when the computer was off then', async () => {
  const world = await createWorld();
  world.engine.start();
  expect(world.scheduler.jobs.get('cleanup')?.spec).toMatchObject({ cron: '0 3 * * *', timeZone: 'Europe/Brussels' });
  await world.time.advance(minute);
  const first = world.store.sync.facts().lastCleanupAt;
  expect(first, 'a branch that never cleaned up does so soon after its start').not.toBeNull();
  world.scheduler.jobs.get('cleanup')?.fire();
  await world.time.advance(minute);
  expect(world.store.sync.facts().lastCleanupAt, 'fired twice in a night').toBe(first);
  world.time.jump(30 * 60 * minute);
  world.engine.notify('wake');
  await world.time.advance(minute);
  expect(world.store.sync.facts().lastCleanupAt).not.toBe(first);
});

test('a stand-alone branch has no sync job', async () => {
  const world = await createWorld({ settings: { instance: 'standalone' } });
  world.link = null;
  world.engine.start();
  expect([...world.scheduler.jobs.keys()]).toEqual(['cleanup']);
});

test('stopped, the engine leaves no timer behind', async () => {
  const world = await createWorld();
  world.engine.start();
  await world.addProducts(1);
  await world.time.advance(500);
  await world.time.until(world.engine.stop());
  await world.time.advance(1000);
  expect(world.time.armed).toBe(0);
});

describe('I8 a clock that was wrong', () => {
  test('does not make a change wait that was put aside while it ran ahead', async () => {
    const world = await createWorld();
    const [id] = await world.addProducts(1);
    let failing = true;
    world.master.fault = (call) =>
      call === 'push' && failing ? { when: 'before', error: fail('master-failed', 'in-doubt') } : null;
    const year = 365 * 86_400_000;
    world.engine.start();
    world.time.jump(year);
    // The clock is put right when the run has set the change aside, before the next one is planned.
    let right = false;
    world.store.onCommitted(() => {
      if (right || world.store.sync.facts().lastError === null) return;
      right = true;
      world.time.jump(-year);
    });
    await world.time.advance(minute / 2);
    failing = false;
    await world.time.advance(15 * minute);
    expect(right).toBe(true);
    expect(world.logs().map((log) => [log.model_id, log.sync_status])).toEqual([[id, 'completed']]);
  });
});
