import type { Command } from 'commander';
import { action, type CommandContext } from '../action.ts';
import { addDataDir, addJson, branchOptions } from '../options.ts';
import { formatTable } from '../table.ts';
import { callBranch } from '../with-branch.ts';

export function addBranchStats(branch: Command, context: CommandContext): void {
  addJson(addDataDir(branch.command('stats').description('count the changes of the log by where they are'))).action(
    action(context, branchOptions, async ({ options }) => {
      const stats = await callBranch(options.dataDir, 'logs.stats', {});
      return { value: stats, text: formatTable(['STATUS', 'CHANGES'], Object.entries(stats)) };
    }),
  );
}
