import { fork, type ChildProcess } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { SeedAnswer } from '../../test/simulation/seed-worker.ts';

const worker = fileURLToPath(new URL('../../test/simulation/seed-worker.ts', import.meta.url));

/** More than this, and something is wrong with the program that lives the seeds. */
const mostDeaths = 5;

/** A world takes less than a second; one that takes so long, in milliseconds, goes round in a circle, which is a failure too (I8). */
const longestWorld = 300_000;

export interface SeedRange {
  readonly from: number;
  readonly seeds: number;
  /** Every so many-th seed is lived twice, to see that it replays exactly. */
  readonly twiceEvery: number;
}

/**
 * Lives a range of seeds in one process per core. A process that dies takes its seed with it: that seed has failed.
 * @param told of each seed; false when that is enough
 */
export async function liveSeeds(range: SeedRange, told: (answer: SeedAnswer) => boolean): Promise<void> {
  let end = range.from + range.seeds;
  let next = range.from;
  let deaths = 0;

  async function keepBusy(): Promise<void> {
    while (next < end) {
      const child = fork(worker, { stdio: 'inherit' });
      try {
        while (next < end) {
          const seed = next;
          next += 1;
          if (!told(await ask(child, seed))) end = next;
          if (child.exitCode === null && child.signalCode === null) continue;
          deaths += 1;
          if (deaths > mostDeaths) throw new Error(`${deaths} processes died; this is not a matter of seeds.`);
          break;
        }
      } finally {
        child.kill();
      }
    }
  }
  async function ask(child: ChildProcess, seed: number): Promise<SeedAnswer> {
    return new Promise((resolve) => {
      const circling = setTimeout(() => child.kill('SIGKILL'), longestWorld);
      const died = (code: number | null, signal: NodeJS.Signals | null): void => {
        clearTimeout(circling);
        resolve({
          seed,
          failure: `its process died or was ended for never coming to an end (${signal ?? code})`,
          unsteady: false,
        });
      };
      child.once('exit', died);
      child.once('message', (answer) => {
        clearTimeout(circling);
        child.off('exit', died);
        // Only seed-worker.ts runs there.
        resolve(answer as SeedAnswer);
      });
      child.send({ seed, twice: range.twiceEvery > 0 && seed % range.twiceEvery === 0 });
    });
  }
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), range.seeds) }, keepBusy));
}
