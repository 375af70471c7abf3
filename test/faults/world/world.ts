import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRandom, type Random } from '../../../scripts/demo/random.ts';
import { synclogProcesses, type SynclogProcesses } from '../../../scripts/demo/synclog-process.ts';

/** One scenario's own head office and branches, as real processes in a folder of their own. */
export interface FaultWorld {
  readonly folder: string;
  readonly synclog: SynclogProcesses;
  readonly random: Random;
  readonly say: (text: string) => void;
  /** Done when the world ends, the last one first. */
  defer(work: () => void | Promise<void>): void;
}

export interface WorldOptions {
  readonly seed: number;
  /** The program: `bin/synclog.mjs` of the build, or `src/cli/index.ts` unbuilt. */
  readonly entry: string;
  readonly say?: (text: string) => void;
  /** What its processes get besides the environment of this one. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Makes a world, has the work done in it, and leaves nothing of it behind: no process, no file. */
export async function inWorld<T>(
  { seed, entry, say = () => undefined, env }: WorldOptions,
  work: (world: FaultWorld) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'synclog-faults-'));
  const synclog = synclogProcesses(entry, { ...process.env, ...env });
  const deferred: (() => void | Promise<void>)[] = [];
  const killAll = (): void => void synclog.killAll();
  process.once('exit', killAll);
  try {
    return await work({ folder, synclog, random: createRandom(seed), say, defer: (task) => void deferred.push(task) });
  } finally {
    await synclog.killAll();
    for (const task of deferred.reverse()) await task();
    process.off('exit', killAll);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
