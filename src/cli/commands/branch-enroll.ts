import type { Command } from 'commander';
import { z } from 'zod';
import { action, type CommandContext } from '../action.ts';
import { addDataDir, addJson, branchOptions } from '../options.ts';
import { callBranch } from '../with-branch.ts';

export function addBranchEnroll(branch: Command, context: CommandContext): void {
  addJson(addDataDir(branch.command('enroll').description('connect the branch to head office')))
    .requiredOption('--master <url>', "head office's address, such as http://192.168.1.10:4400")
    .requiredOption('--code <code>', 'the one-time code from `synclog master enroll`')
    .action(
      action(
        context,
        branchOptions.extend({ master: z.string(), code: z.string() }),
        async ({ options: { dataDir, master, code } }) => {
          const answer = await callBranch(dataDir, 'branch.enroll', { masterUrl: master, code });
          return { value: answer, text: `This branch is now "${answer.name}" of ${master}.` };
        },
      ),
    );
}
