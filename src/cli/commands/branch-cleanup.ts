import type { Command } from 'commander';
import { z } from 'zod';
import { action, type CommandContext } from '../action.ts';
import { addDataDir, addJson, branchOptions, wholeNumber } from '../options.ts';
import { callBranch } from '../with-branch.ts';

export function addBranchCleanup(branch: Command, context: CommandContext): void {
  addJson(
    addDataDir(branch.command('cleanup').description('remove old changes that head office has confirmed from the log')),
  )
    .option('--days <n>', 'older than so many days (default: what the settings say, 7 at first)', wholeNumber(0, 3650))
    .action(
      action(context, branchOptions.extend({ days: z.number().optional() }), async ({ options: { dataDir, days } }) => {
        const answer = await callBranch(dataDir, 'logs.cleanup', days === undefined ? {} : { days });
        return { value: answer, text: `${answer.removed} confirmed changes removed from the log.` };
      }),
    );
}
