import type { Command } from 'commander';
import { action, type CommandContext } from '../action.ts';
import { addDataDir, addJson, branchOptions } from '../options.ts';
import { sayStatus } from '../say-status.ts';
import { callBranch } from '../with-branch.ts';

export function addBranchResume(branch: Command, context: CommandContext): void {
  addJson(addDataDir(branch.command('resume').description('end a pause'))).action(
    action(context, branchOptions, async ({ options }) => {
      const status = await callBranch(options.dataDir, 'sync.resume', {});
      return { value: status, text: sayStatus(status) };
    }),
  );
}
