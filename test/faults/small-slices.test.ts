import { expect, it } from 'vitest';
import { inTestWorld } from './in-test-world.ts';
import { concurrentPushers } from './scenarios/concurrent-pushers.ts';
import { fullDisk } from './scenarios/full-disk.ts';
import { killedDecisions } from './scenarios/killed-decisions.ts';
import { lostAnswers } from './scenarios/lost-answers.ts';
import { twoProcesses } from './scenarios/two-processes.ts';

it('I12 eight branches push at once: who follows the feed misses none and sees none twice', async () => {
  const seen = await inTestWorld(1, (world) => concurrentPushers(world, { pushers: 8, batches: 6 }));
  expect(seen).toContain('0 missed, 0 twice, in order');
}, 120_000);

it('I7 the answers to a tenth of the requests are lost: nothing is there twice', async () => {
  const seen = await inTestWorld(4, (world) => lostAnswers(world, { changes: 12_000, share: 0.1 }));
  expect(seen).toContain('12,000 records, 12,000 receipts, equal digests, 0 missing, 0 twice');
}, 240_000);

it('I8 two apps and the command line on one data folder: every save succeeds, and all is sent once', async () => {
  const seen = await inTestWorld(1, (world) => twoProcesses(world, { rounds: 2, changesPerRound: 200 }));
  expect(seen).toContain('equal digests, 0 missing, 0 twice');
}, 240_000);

it('a disk that fills up: saves are refused with their reason, and everything else is there when it is freed', async ({
  skip,
}) => {
  const seen = await inTestWorld(1, (world) => fullDisk(world, { rounds: 2 }));
  if (seen.startsWith('not run:')) return skip(seen);
  expect(seen).toContain('2 times full, each save refused with its reason');
}, 240_000);

it('I16 the branch or head office is killed while a conflict is decided: what was answered stands, everywhere and once', async () => {
  const seen = await inTestWorld(1, (world) => killedDecisions(world, { conflicts: 8 }));
  expect(seen).toContain('8 conflicts decided');
  expect(seen).toContain('equal digests, 0 missing, 0 twice');
}, 240_000);
