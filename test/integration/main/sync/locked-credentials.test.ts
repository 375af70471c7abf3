import { describe, expect, test } from 'vitest';
import { createWorld, type World } from './world.ts';

const minute = 60_000;

/** A branch with a sale waiting whose credentials could not be had at the start. */
async function lockedWorld(): Promise<World> {
  const world = await createWorld();
  Object.assign(world.keyStore, { locked: true, given: false });
  world.engine.start();
  await world.addProducts(1);
  await world.time.advance(minute / 2);
  expect(world.engine.status()).toMatchObject({
    connection: { state: 'credentials-locked' },
    counts: { pending: 1, completed: 0 },
  });
  return world;
}

const wakings: readonly (readonly [string, (world: World) => unknown])[] = [
  ['“Sync now”', (world) => world.sync()],
  ['the sync every few minutes', (world) => world.scheduler.jobs.get('sync')?.fire()],
  ['the end of a sleep', (world) => world.engine.notify('wake')],
  ['somebody who comes back to the computer', (world) => world.engine.notify('return')],
  ['a network that comes back', (world) => world.engine.notify('online')],
];

describe.each(wakings)('after the key store was unlocked, %s', (_name, wake) => {
  test('reads the credentials again and sends what waited', async () => {
    const world = await lockedWorld();
    world.keyStore.locked = false;
    await wake(world);
    await world.time.advance(minute / 2);
    expect(world.engine.status()).toMatchObject({
      connection: { state: 'online' },
      counts: { pending: 0, completed: 1 },
    });
    expect(world.master.listeners.size, 'head office’s signal is heard again').toBe(1);
    const { readings } = world.keyStore;
    await world.sync();
    expect(world.keyStore.readings, 'what is there is not read for every run').toBe(readings);
  });
});

test('while it stays locked, “Sync now” is skipped with the reason, and everything waits', async () => {
  const world = await lockedWorld();
  expect(await world.sync()).toMatchObject({ outcome: 'skipped', error: { code: 'secrets-unavailable' } });
  expect(world.keyStore.readings).toBe(1);
  expect(world.engine.status()).toMatchObject({ connection: { state: 'credentials-locked' }, counts: { pending: 1 } });
});

test('a sale does not ask the key store, which may show a question over the till', async () => {
  const world = await lockedWorld();
  await world.addProducts(3);
  await world.time.advance(minute);
  expect(world.keyStore.readings).toBe(0);
});

test('whoever asks during a reading gets its answer, so that the system asks once', async () => {
  const world = await lockedWorld();
  world.keyStore.locked = false;
  world.engine.notify('return');
  world.engine.notify('online');
  await world.sync();
  expect(world.keyStore.readings).toBe(1);
});

test('a key store that throws leaves the branch as it was, and the next cause asks again', async () => {
  const world = await lockedWorld();
  world.keyStore.fails = true;
  expect(await world.sync()).toMatchObject({ outcome: 'skipped', error: { code: 'secrets-unavailable' } });
  Object.assign(world.keyStore, { fails: false, locked: false });
  expect(await world.sync()).toMatchObject({ outcome: 'done' });
});
