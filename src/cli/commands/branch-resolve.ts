import { Option, type Command } from 'commander';
import { z } from 'zod';
import { action, type CommandContext } from '../action.ts';
import { addDataDir, addJson, branchOptions } from '../options.ts';
import { readRecord } from '../read-records.ts';
import { UsageError } from '../usage-error.ts';
import { callBranch } from '../with-branch.ts';

const options = branchOptions.extend({ keep: z.enum(['ours', 'theirs']).optional(), data: z.string().optional() });
const idSchema = z.string();

export function addBranchResolve(branch: Command, context: CommandContext): void {
  addJson(addDataDir(branch.command('resolve').description('decide a conflict, as `branch conflicts` shows it')))
    .argument('<id>', "the conflict's id")
    .addOption(
      new Option('--keep <side>', "this branch's side, or the other one").choices(['ours', 'theirs']).conflicts('data'),
    )
    .option('--data <json>', 'the values to save, by field, such as {"name":"Tea"}')
    .action(
      action(context, options, async ({ options: given, args }) => {
        const id = idSchema.parse(args[0]);
        const { keep, data } = given;
        if (keep === undefined && data === undefined)
          throw new UsageError('Say what is to be kept: --keep ours, --keep theirs, or --data with the values.');
        const decision = keep === undefined ? { values: readRecord(data ?? '') } : { keep };
        const answer = await callBranch(given.dataDir, 'conflicts.resolve', { id, ...decision });
        const text = answer.changed
          ? 'Decided. The record was changed here, and the change waits for head office.'
          : 'Decided. The record stays as it is, and head office is told.';
        return { value: answer, text };
      }),
    );
}
