import { expect, it } from 'vitest';
import { inTestWorld } from './in-test-world.ts';
import { storm } from './scenarios/storm.ts';

it('I6 I7 I8 two branches trade while each fault comes once: nothing is lost, nothing is there twice, nothing is stuck', async () => {
  const seen = await inTestWorld(3, (world) => storm(world, { faults: 9, longestMs: 600 }));
  expect(seen).toContain('equal digests, 0 missing, 0 twice');
}, 240_000);
