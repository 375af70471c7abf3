import { expect, it } from 'vitest';
import { inTestWorld } from './in-test-world.ts';
import { damagedFile } from './scenarios/damaged-file.ts';

it('a database with a byte of a header changed is refused with a reason and left alone, or holds what it held', async () => {
  const seen = await inTestWorld(1, (world) => damagedFile(world, { everyHeaderByte: 11, elsewhere: 20 }));
  expect(seen).toMatch(/refused with their reason/);
  expect(seen).toContain('0 read wrongly');
}, 120_000);
