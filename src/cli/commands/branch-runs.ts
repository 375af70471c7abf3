import type { Command } from 'commander';
import { action, type CommandContext } from '../action.ts';
import { addDataDir, addJson, branchOptions, wholeNumber } from '../options.ts';
import { formatTable, formatTime } from '../table.ts';
import { callBranch } from '../with-branch.ts';
import { z } from 'zod';

export function addBranchRuns(branch: Command, context: CommandContext): void {
  addJson(addDataDir(branch.command('runs').description('list the newest syncs and how they ended')))
    .option('--limit <n>', 'how many', wholeNumber(1, 200), 20)
    .action(
      action(context, branchOptions.extend({ limit: z.number() }), async ({ options }) => {
        const runs = await callBranch(options.dataDir, 'sync.runs', { limit: options.limit });
        const rows = runs.map((run) => [
          formatTime(run.startedAt),
          run.cause,
          run.outcome,
          run.pushed,
          run.refused,
          run.pulled,
          run.error?.message,
        ]);
        return {
          value: runs,
          text: formatTable(['STARTED', 'CAUSE', 'OUTCOME', 'SENT', 'REFUSED', 'RECEIVED', 'ERROR'], rows),
        };
      }),
    );
}
