import { parseArgs } from 'node:util';
import { mutations } from '../test/mutations/index.ts';
import { createCopy } from './support/mutated-copy.ts';

// `npm run test:mutations [-- --only I7]`: breaks the code of each invariant in a copy and sees that some test fails for it.

const usage = 'Usage: npm run test:mutations [-- --only I7]';

function readOnly(): string | undefined {
  try {
    return parseArgs({ options: { only: { type: 'string' } } }).values.only;
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
    process.exit(2);
  }
}

const only = readOnly();
const chosen = mutations.filter((mutation) => only === undefined || mutation.invariant === only);
const copy = createCopy();
let survived = 0;
try {
  const sound = await copy.runAll(chosen);
  if (!sound) throw new Error('The tests fail without any mutation, so nothing would be shown. Mend them first.');
  for (const mutation of chosen) {
    const outcome = await copy.tryOne(mutation);
    if (outcome !== 'caught') survived += 1;
    console.log(`${outcome.toUpperCase().padEnd(9)} ${mutation.invariant.padEnd(4)} ${mutation.breaks}`);
  }
} finally {
  copy.remove();
}
const invariants = new Set(chosen.map((mutation) => mutation.invariant)).size;
console.log(`${chosen.length - survived} of ${chosen.length} mutations caught, ${invariants} invariants.`);
process.exitCode = survived === 0 && chosen.length > 0 ? 0 : 1;
