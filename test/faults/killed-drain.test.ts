import { describe, expect, it } from 'vitest';
import { killedDrain } from './scenarios/killed-drain.ts';
import { inTestWorld } from './in-test-world.ts';

describe('killed in the middle of a drain of 20,000 changes, five times, and started again', () => {
  it('I8 the branch: it and head office agree, nothing is lost, nothing is there twice', async () => {
    const seen = await inTestWorld(1, (world) =>
      killedDrain(world, { changes: 20_000, kills: 5, victims: ['branch'] }),
    );
    expect(seen).toContain('20,000 records, 20,000 receipts, equal digests, 0 missing, 0 twice');
  }, 240_000);

  it('I7 head office, or both: the same', async () => {
    const seen = await inTestWorld(2, (world) =>
      killedDrain(world, { changes: 20_000, kills: 5, victims: ['master', 'branch'] }),
    );
    expect(seen).toContain('20,000 records, 20,000 receipts, equal digests, 0 missing, 0 twice');
  }, 240_000);
});
