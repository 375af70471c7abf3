import type { Command } from 'commander';
import { action, type CommandContext } from '../action.ts';
import { addDataDir, addJson, branchOptions } from '../options.ts';
import { formatTable } from '../table.ts';
import { callBranch } from '../with-branch.ts';

export function addBranchVerify(branch: Command, context: CommandContext): void {
  addJson(
    addDataDir(branch.command('verify').description('compare every model with head office, record for record')),
  ).action(
    action(context, branchOptions, async ({ options }) => {
      const answer = await callBranch(options.dataDir, 'branch.verify', {});
      const rows = answer.models.map((row) => [
        row.modelName,
        row.branch.count,
        row.master.count,
        row.equal ? 'equal' : 'DIFFERENT',
      ]);
      const failure = answer.settled
        ? {
            code: 'records-differ',
            message: 'This branch and head office do not hold the same. Sync once more; call support if it stays.',
          }
        : {
            code: 'not-settled',
            message:
              'Changes are still on their way, so that a difference proves nothing. Sync first, then verify again.',
          };
      return {
        value: answer,
        text: formatTable(['MODEL', 'BRANCH', 'HEAD OFFICE', 'RESULT'], rows),
        failure: answer.equal ? undefined : failure,
      };
    }),
  );
}
