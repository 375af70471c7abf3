import type { Command } from 'commander';
import { z } from 'zod';
import type { IpcOutput } from '../../shared/ipc/contract.ts';
import { action, type CommandContext } from '../action.ts';
import { addDataDir, addJson, branchOptions } from '../options.ts';
import { formatTable } from '../table.ts';
import { callBranch } from '../with-branch.ts';

export function addBranchRejoin(branch: Command, context: CommandContext): void {
  addJson(
    addDataDir(
      branch
        .command('rejoin')
        .description(
          'make this copy the branch, after it was restored from an older one or copied; others are turned away',
        ),
    ),
  )
    .option('--dry-run', 'only show what would be sent and received')
    .action(
      action(context, branchOptions.extend({ dryRun: z.boolean().default(false) }), async ({ options }) => {
        if (options.dryRun) {
          const plan = await callBranch(options.dataDir, 'branch.rejoinPlan', {});
          return { value: plan, text: sayPlan(plan) };
        }
        const answer = await callBranch(options.dataDir, 'branch.rejoin', {});
        return {
          value: answer,
          text: `This copy is the branch now: ${answer.kept} changes kept, ${answer.acknowledged} had arrived already; ${answer.run.pushed} sent, ${answer.run.pulled} received.`,
          failure: answer.run.error ?? undefined,
        };
      }),
    );
}

function sayPlan(plan: IpcOutput<'branch.rejoinPlan'>): string {
  const lines = [
    plan.reason ?? 'Nothing speaks against syncing as it is; rejoining is not needed.',
    `To send: ${plan.toSend} changes (${plan.acknowledged} more had arrived already). To receive: ${plan.toPull} records.`,
  ];
  const rows = plan.differences.map((row) => [row.modelName, row.branch, row.master]);
  if (rows.length > 0) lines.push('', formatTable(['DIFFERENT', 'BRANCH', 'HEAD OFFICE'], rows));
  return lines.join('\n');
}
