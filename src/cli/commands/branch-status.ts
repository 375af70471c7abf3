import type { Command } from 'commander';
import { action, type CommandContext } from '../action.ts';
import { addDataDir, addJson, branchOptions } from '../options.ts';
import { sayStatus } from '../say-status.ts';
import { callBranch } from '../with-branch.ts';

export function addBranchStatus(branch: Command, context: CommandContext): void {
  addJson(addDataDir(branch.command('status').description('say whether head office has everything'))).action(
    action(context, branchOptions, async ({ options }) => {
      const status = await callBranch(options.dataDir, 'sync.status', {});
      return { value: status, text: sayStatus(status) };
    }),
  );
}
