import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { campaign } from '../test/faults/campaign.ts';
import { inWorld } from '../test/faults/world/world.ts';
import { projectRoot } from './support/project.ts';
import { runWhenBuilt } from './support/run-when-built.ts';

// `npm run test:faults`: the long campaign of real faults on real processes. `npm test` takes a short slice of the same scenarios.

const usage = `Usage: npm run test:faults [-- --seed N] [-- --only NAME …] [-- --verbose]
  --seed N     another course of chance (default 1); timing is the machine's own, so a seed narrows a failure down but does not replay it
  --only NAME  one of: ${campaign.map((part) => part.name).join(', ')}
  --verbose    say each fault as it happens`;

function readArguments() {
  try {
    const { values } = parseArgs({
      options: {
        seed: { type: 'string', default: '1' },
        only: { type: 'string', multiple: true, default: [] },
        verbose: { type: 'boolean', default: false },
      },
    });
    const unknown = values.only.find((name) => !campaign.some((part) => part.name === name));
    return /^\d+$/.test(values.seed) && unknown === undefined ? { ...values, seed: Number(values.seed) } : undefined;
  } catch {
    return undefined;
  }
}

async function run({ seed, only, verbose }: NonNullable<ReturnType<typeof readArguments>>): Promise<number> {
  const entry = join(projectRoot, 'bin/synclog.mjs');
  const say = verbose ? (text: string): void => console.log(`        ${text}`) : undefined;
  let failed = 0;
  for (const part of campaign.filter(({ name }) => only.length === 0 || only.includes(name))) {
    const began = performance.now();
    const seconds = (): string => `${((performance.now() - began) / 1000).toFixed(1)} s`;
    try {
      const seen = await inWorld({ seed, entry, ...(say && { say }) }, part.run);
      console.log(`${seen.startsWith('not run:') ? 'NOT RUN' : 'passed '} ${part.name} (${seconds()}): ${seen}`);
    } catch (error) {
      failed += 1;
      console.error(`FAILED  ${part.name} (${seconds()}, seed ${seed}):`, error);
    }
  }
  return failed === 0 ? 0 : 1;
}

await runWhenBuilt({ wanted: readArguments(), usage }, run);
