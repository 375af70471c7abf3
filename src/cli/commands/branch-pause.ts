import type { Command } from 'commander';
import { z } from 'zod';
import { action, type CommandContext } from '../action.ts';
import { addDataDir, addJson, branchOptions, wholeNumber } from '../options.ts';
import { sayStatus } from '../say-status.ts';
import { callBranch } from '../with-branch.ts';

export function addBranchPause(branch: Command, context: CommandContext): void {
  addJson(addDataDir(branch.command('pause').description('sync nothing for a while; records are kept')))
    .option('--minutes <n>', 'for how long', wholeNumber(1, 1440), 60)
    .action(
      action(context, branchOptions.extend({ minutes: z.number() }), async ({ options: { dataDir, minutes } }) => {
        const status = await callBranch(dataDir, 'sync.pause', { minutes });
        return { value: status, text: sayStatus(status) };
      }),
    );
}
