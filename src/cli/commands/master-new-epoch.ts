import type { Command } from 'commander';
import { action, type CommandContext } from '../action.ts';
import { addDb, addJson, masterOptions } from '../options.ts';
import { withMaster } from '../with-master.ts';

export function addMasterNewEpoch(master: Command, context: CommandContext): void {
  addJson(
    addDb(
      master
        .command('new-epoch')
        .description('say that the database was put back to an older copy by hand; branches send what it lacks'),
    ),
  ).action(
    action(context, masterOptions, async ({ options }) => {
      const epoch = await withMaster(options, (opened) => opened.beginEpoch('declared by an administrator', false));
      return {
        value: { epoch },
        text: 'A new epoch has begun. Each branch compares what it knows and sends what is missing with its next sync.',
      };
    }),
  );
}
