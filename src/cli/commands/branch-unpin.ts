import type { Command } from 'commander';
import { action, type CommandContext } from '../action.ts';
import { addDataDir, addJson, branchOptions } from '../options.ts';

/** The way back for a forgotten PIN: who can run this can read the data folder anyway. */
export function addBranchUnpin(branch: Command, context: CommandContext): void {
  addJson(addDataDir(branch.command('unpin').description('remove the branch PIN, when it was forgotten'))).action(
    action(context, branchOptions, async ({ options: { dataDir } }) => {
      const { createAccessFile } = await import('../../main/access/access-file.ts');
      createAccessFile(dataDir).clear();
      return { value: { pinSet: false }, text: 'The branch has no PIN now. Set a new one in the settings.' };
    }),
  );
}
