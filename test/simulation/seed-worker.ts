import { runSeed } from './run-seed.ts';

// Worlds make thousands of errors that are part of their lives, and a whole stack for each cost 3 to 11 % of the time. Of a failing seed this says where its error was
// made; lived alone, it shows the whole way.
Error.stackTraceLimit = 1;

/** One process of `npm run simulate`: lives the seeds it is sent, one after another, and tells what failed. */
export interface SeedAnswer {
  readonly seed: number;
  readonly failure: string | undefined;
  /** The same seed, lived twice, was not the same. */
  readonly unsteady: boolean;
}

/** @param twice whether the seed is lived twice, to see that it replays exactly */
async function answer(seed: number, twice: boolean): Promise<SeedAnswer> {
  const { failure, digest } = await runSeed(seed);
  const unsteady = twice && (await runSeed(seed)).digest !== digest;
  return { seed, failure, unsteady };
}

process.on('message', (message: { readonly seed: number; readonly twice: boolean }) => {
  void answer(message.seed, message.twice).then((result) => process.send?.(result));
});
