import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Mutation } from '../../test/mutations/mutation.ts';
import { projectRoot } from './project.ts';

/** A copy of the sources in which code may be broken. */
export interface MutatedCopy {
  /** Whether the tests of these mutations pass while nothing is broken. */
  runAll(mutations: readonly Mutation[]): Promise<boolean>;
  /** `stale`: the code that it breaks is not there any more, or there twice. */
  tryOne(mutation: Mutation): Promise<'caught' | 'survived' | 'stale'>;
  remove(): void;
}

const copied = ['src', 'migrations', 'scripts', 'test', 'package.json', 'vitest.config.ts', 'tsconfig.base.json'];
/** A mutation that makes the code loop for ever is noticed, too. */
const mostMs = 300_000;
/** All tests of all mutations, nothing broken, on a machine that has other work. */
const mostMsOfAll = 1_800_000;

export function createCopy(): MutatedCopy {
  const folder = mkdtempSync(join(tmpdir(), 'synclog-mutations-'));
  for (const name of copied) cpSync(join(projectRoot, name), join(folder, name), { recursive: true });
  symlinkSync(join(projectRoot, 'node_modules'), join(folder, 'node_modules'));

  /** Whether the program ends well. */
  async function passes(args: readonly string[], most: number): Promise<boolean> {
    return new Promise((resolve) => {
      const child = spawn(process.execPath, args, { cwd: folder, stdio: 'ignore' });
      const timer = setTimeout(() => child.kill('SIGKILL'), most);
      child.once('exit', (code) => {
        clearTimeout(timer);
        resolve(code === 0);
      });
    });
  }
  const runTests = (files: readonly string[], most: number): Promise<boolean> =>
    passes([join('node_modules', 'vitest', 'vitest.mjs'), 'run', '--bail', '1', '--project', 'node', ...files], most);
  const runSeeds = (seeds: number, most: number): Promise<boolean> =>
    passes(
      [join('scripts', 'simulate.ts'), '--seeds', String(seeds), '--most-failures', '1', '--twice-every', '0'],
      most,
    );
  const run = ({ caughtBy }: Pick<Mutation, 'caughtBy'>): Promise<boolean> =>
    'seeds' in caughtBy ? runSeeds(caughtBy.seeds, mostMs) : runTests(caughtBy, mostMs);

  return {
    async runAll(mutations) {
      const files = new Set(mutations.flatMap(({ caughtBy }) => ('seeds' in caughtBy ? [] : caughtBy)));
      const seeds = Math.max(0, ...mutations.map(({ caughtBy }) => ('seeds' in caughtBy ? caughtBy.seeds : 0)));
      return (
        (files.size === 0 || (await runTests([...files], mostMsOfAll))) &&
        (seeds === 0 || (await runSeeds(seeds, mostMsOfAll)))
      );
    },
    async tryOne(mutation) {
      const file = join(folder, mutation.file);
      const sound = readFileSync(file, 'utf8');
      const broken = sound.replace(mutation.find, () => mutation.replace);
      if (broken === sound || sound.split(mutation.find).length !== 2) return 'stale';
      writeFileSync(file, broken);
      try {
        return (await run(mutation)) ? 'survived' : 'caught';
      } finally {
        writeFileSync(file, sound);
      }
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
