import { expect, it } from 'vitest';
import { inTestWorld, testEntry } from './in-test-world.ts';
import { badLine, drainOverBadLine } from './scenarios/bad-line.ts';

it('a drain over 2 Mbit/s, 200 ms and 2 % loss finishes, killed on the way, and sends little twice', async () => {
  const seen = await inTestWorld(1, (world) =>
    drainOverBadLine(world, testEntry, {
      changes: 5000,
      shape: badLine,
      kills: 1,
      // Two batches of a thousand are on their way at a kill: a larger share of few changes than of many.
      mostOverhead: 2,
    }),
  );
  expect(seen).toContain('5,000 records, 5,000 receipts, equal digests, 0 missing, 0 twice');
}, 240_000);
