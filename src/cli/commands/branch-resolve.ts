import type { Command } from 'commander';
import { action, type CommandContext } from '../action.ts';
import { conflictIdSchema, decisionOf } from '../decision.ts';
import { addDataDir, addJson, branchOptions } from '../options.ts';
import { callBranch } from '../with-branch.ts';

const decision = decisionOf(['ours', 'theirs'], "this branch's side, or the other one");

export function addBranchResolve(branch: Command, context: CommandContext): void {
  const command = branch.command('resolve').description('decide a conflict, as `branch conflicts` shows it');
  decision.add(addJson(addDataDir(command))).action(
    action(context, branchOptions.extend(decision.shape), async ({ options, args }) => {
      const id = conflictIdSchema.parse(args[0]);
      const answer = await callBranch(options.dataDir, 'conflicts.resolve', { id, ...decision.read(options) });
      const text = answer.changed
        ? 'Decided. The record was changed here, and the change waits for head office.'
        : 'Decided. The record stays as it is, and head office is told.';
      return { value: answer, text };
    }),
  );
}
