import { parseArgs } from 'node:util';
import { describePlan } from '../test/simulation/describe-plan.ts';
import { makePlan } from '../test/simulation/plan.ts';
import { runPlan } from '../test/simulation/run-plan.ts';
import { shrink } from '../test/simulation/shrink.ts';
import { liveSeeds } from './support/seed-pool.ts';

// `npm run simulate -- --seeds 10000 [--from N]` lives so many worlds; `-- --seed N [--trace]` one of them, and shortens it when it fails.

const usage =
  'Usage: npm run simulate -- --seeds N [--from N] [--twice-every N] [--most-failures N] | --seed N [--trace] [--no-shrink]';

function wholeNumber(text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number >= 0) return number;
  console.error(`"${text}" is not a number of seeds.\n${usage}`);
  process.exit(2);
}

async function liveOne(
  seed: number,
  options: { readonly trace: boolean; readonly shorten: boolean },
): Promise<boolean> {
  const plan = makePlan(seed);
  const result = await runPlan(plan);
  if (options.trace && (result.failure === undefined || !options.shorten)) console.log(result.trace.join('\n'));
  if (result.failure === undefined) {
    console.log(`Seed ${seed} passes (digest ${result.digest.slice(0, 16)}).`);
    return true;
  }
  console.log(`Seed ${seed} fails: ${result.failure}`);
  if (!options.shorten) return false;
  const { plan: shortest, result: last, tries } = await shrink(plan, result);
  console.log(
    `\nShortened from ${plan.steps.length} to ${shortest.steps.length} steps in ${tries} tries:\n${describePlan(shortest)}`,
  );
  if (options.trace) console.log(`\n${last.trace.join('\n')}`);
  console.log(`\n${last.failure}`);
  return false;
}

interface Range {
  readonly seeds: number;
  readonly from: number;
  readonly twiceEvery: number;
  /** After so many failures it is known that something is wrong. */
  readonly mostFailures: number;
}

async function liveMany({ seeds, from, twiceEvery, mostFailures }: Range): Promise<boolean> {
  const began = performance.now();
  const failed: number[] = [];
  let done = 0;
  let shownAt = began;
  const rate = (): string => `${Math.round((done / (performance.now() - began)) * 60_000)} seeds a minute`;
  await liveSeeds({ from, seeds, twiceEvery }, ({ seed, failure, unsteady }) => {
    done += 1;
    if (failure !== undefined || unsteady) {
      failed.push(seed);
      console.log(`Seed ${seed} fails: ${failure ?? 'lived twice, it was not the same'}`);
    }
    if (performance.now() - shownAt >= 10_000) {
      shownAt = performance.now();
      console.log(`${done} of ${seeds} seeds, ${failed.length} failed, ${rate()}`);
    }
    return failed.length < mostFailures;
  });
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`${done} seeds from ${from}: ${failed.length} failed; ${seconds} s, ${rate()}.`);
  if (failed[0] !== undefined) console.log(`See one shortened: npm run simulate -- --seed ${failed[0]} --trace`);
  return failed.length === 0;
}

function readArguments() {
  try {
    return parseArgs({
      options: {
        seeds: { type: 'string', default: '1000' },
        from: { type: 'string', default: '1' },
        seed: { type: 'string' },
        'twice-every': { type: 'string', default: '50' },
        'most-failures': { type: 'string', default: '20' },
        trace: { type: 'boolean', default: false },
        'no-shrink': { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
    process.exit(2);
  }
}

const values = readArguments();
const passed =
  values.seed === undefined
    ? await liveMany({
        seeds: wholeNumber(values.seeds),
        from: wholeNumber(values.from),
        twiceEvery: wholeNumber(values['twice-every']),
        mostFailures: wholeNumber(values['most-failures']),
      })
    : await liveOne(wholeNumber(values.seed), { trace: values.trace, shorten: !values['no-shrink'] });
process.exitCode = passed ? 0 : 1;
