import type { Command } from 'commander';
import type { ErrorShape } from '../../shared/errors.ts';
import type { SyncRun } from '../../shared/status.ts';
import { action, type CommandContext } from '../action.ts';
import { addDataDir, addJson, branchOptions } from '../options.ts';
import { callBranch } from '../with-branch.ts';

export function addBranchSync(branch: Command, context: CommandContext): void {
  addJson(addDataDir(branch.command('sync').description('send what waits and fetch what is new, now'))).action(
    action(context, branchOptions, async ({ options }) => {
      const { outcome, pushed, refused, pulled, error } = await callBranch(options.dataDir, 'sync.now', {});
      return {
        value: { outcome, pushed, refused, pulled, error },
        text: `${pushed} sent, ${refused} refused, ${pulled} received.`,
        failure: whyFailed(outcome, error),
      };
    }),
  );
}

function whyFailed(outcome: SyncRun['outcome'], error: SyncRun['error']): ErrorShape | undefined {
  if (outcome === 'done') return undefined;
  if (error) return error;
  return outcome === 'cancelled'
    ? { code: 'cancelled', message: 'The sync was cancelled. What was not sent yet waits for the next one.' }
    : { code: 'cancelled', message: 'Nothing was synced. What was not sent yet waits for the next sync.' };
}
