import { join } from 'node:path';
import { expect } from 'vitest';
import { z } from 'zod';
import type { Finished, SynclogProcesses } from '../../scripts/demo/synclog-process.ts';
import { answerOf, useSynclog } from './processes.ts';
import { tempFolder } from './temp-folder.ts';

const listSchema = z.array(z.record(z.string(), z.unknown()));

/** A branch with one category that waits for head office, on which something is tried that must fail. */
export interface BranchWithTea {
  readonly synclog: SynclogProcesses;
  readonly dataDir: string;
  /** One command on this branch, answering as JSON. */
  run(args: readonly string[], input?: string): Promise<Finished>;
  /** The category is there as it was, and nothing else is; one change waits. */
  expectUnchanged(): Promise<void>;
}

export async function branchWithTea(dataDir: string = join(tempFolder(), 'branch')): Promise<BranchWithTea> {
  const synclog = useSynclog();
  const run = (args: readonly string[], input = ''): Promise<Finished> =>
    synclog.run([...args, '--data-dir', dataDir, '--json'], input);
  const tea = await answerOf(run(['records', 'save', 'Category', '--data', '{"name":"Tea"}']));
  return {
    synclog,
    dataDir,
    run,
    async expectUnchanged() {
      const [categories, products, stats] = await Promise.all(
        [
          ['records', 'list', 'Category'],
          ['records', 'list', 'Product'],
          ['branch', 'stats'],
        ].map((args) => answerOf(run(args))),
      );
      expect(listSchema.parse(categories)).toEqual([tea]);
      expect(products).toEqual([]);
      expect(stats).toMatchObject({ pending: 1, failed: 0, total: 1 });
    },
  };
}
