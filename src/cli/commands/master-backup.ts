import type { Command } from 'commander';
import { action, type CommandContext } from '../action.ts';
import { addDb, addJson, masterOptions } from '../options.ts';
import { withMaster } from '../with-master.ts';
import { z } from 'zod';

export function addMasterBackup(master: Command, context: CommandContext): void {
  addJson(
    addDb(master.command('backup').description("copy head office's database into a new file, also while it runs")),
  )
    .requiredOption('--to <file>', 'the file to write; it must not exist yet')
    .action(
      action(context, masterOptions.extend({ to: z.string() }), async ({ options: { db, to } }) => {
        const { sequence } = await withMaster({ db }, (opened) => opened.backup(to));
        return {
          value: { file: to, sequence },
          text: `${to} holds everything up to change ${sequence}. Keep it on another disk.`,
        };
      }),
    );
}
