import type { Command } from 'commander';
import { z } from 'zod';
import { action, type CommandContext } from '../action.ts';
import { addDb, addJson, masterOptions } from '../options.ts';

export function addMasterRestore(master: Command, context: CommandContext): void {
  addJson(
    addDb(
      master.command('restore').description('put a backup in the place of the database; branches send what it lacks'),
    ),
  )
    .requiredOption('--from <file>', 'the backup')
    .action(
      action(context, masterOptions.extend({ from: z.string() }), async ({ options: { db, from } }) => {
        const { restoreDatabase } = await import('../../master/store/restore-database.ts');
        const restored = await restoreDatabase(from, db, Date.now());
        const aside = restored.before === null ? '' : `\nWhat was there before is kept as ${restored.before}.`;
        return {
          value: { db, ...restored },
          text: `${db} is what it was at change ${restored.sequence}. Branches send what it lacks with their next sync.${aside}`,
        };
      }),
    );
}
