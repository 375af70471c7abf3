import { Argument, Option, type Command } from 'commander';
import { z } from 'zod';
import { UsageError } from '../usage-error.ts';
import { action, type CommandContext } from '../action.ts';
import { addDataDir, addJson, branchOptions, collectIds } from '../options.ts';
import { callBranch } from '../with-branch.ts';

const options = branchOptions.extend({ code: z.string().optional(), all: z.boolean().default(false) });
const idsSchema = z.array(z.number()).default([]);

export function addBranchRetry(branch: Command, context: CommandContext): void {
  addJson(
    addDataDir(branch.command('retry').description('let refused changes try again: some, those of one cause, or all')),
  )
    .addArgument(new Argument('[ids...]', "the log's ids, as `branch logs` shows them").argParser(collectIds))
    .addOption(
      new Option('--code <code>', 'those that were refused for this cause, such as missing-reference').conflicts('all'),
    )
    .option('--all', 'every refused change')
    .action(
      action(context, options, async ({ options: given, args }) => {
        const ids = idsSchema.parse(args[0]);
        if (ids.length === 0 && given.code === undefined && !given.all) {
          throw new UsageError('Name the changes to retry: their ids, --code or --all.');
        }
        if (ids.length > 0 && (given.code !== undefined || given.all)) {
          throw new UsageError('Name the changes to retry in one way: their ids, or --code, or --all.');
        }
        const answer = await callBranch(given.dataDir, 'logs.retry', {
          ...(ids.length > 0 && { ids }),
          ...(given.code !== undefined && { errorCode: given.code }),
        });
        return { value: answer, text: `${answer.retried} refused changes wait for head office again.` };
      }),
    );
}
