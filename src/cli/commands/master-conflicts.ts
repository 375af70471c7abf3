import { Option, type Command } from 'commander';
import { z } from 'zod';
import { action, type CommandContext } from '../action.ts';
import { addDb, addJson, masterOptions, wholeNumber } from '../options.ts';
import { formatTable, formatTime } from '../table.ts';
import { withMaster } from '../with-master.ts';

const options = masterOptions.extend({ all: z.boolean().default(false), limit: z.number() });

export function addMasterConflicts(master: Command, context: CommandContext): void {
  addJson(addDb(master.command('conflicts').description('what two people changed in different ways, newest first')))
    .option('--all', 'also those that were decided')
    .addOption(new Option('--limit <number>', 'at most so many').default(100).argParser(wholeNumber(1, 1000)))
    .action(
      action(context, options, async ({ options: given }) => {
        const { db, all, limit } = given;
        const answer = await withMaster({ db }, ({ conflicts }) =>
          conflicts.list({ ...(all ? {} : { state: 'open' as const }), limit }),
        );
        const rows = answer.rows.map(({ id, modelName, title, kind, held, arrived, at, resolved }) => [
          id,
          modelName,
          title,
          kind === 'fields' ? 'same field' : 'deleted and changed',
          held.name ?? 'Head office',
          arrived.name ?? 'Head office',
          formatTime(at),
          resolved ? 'decided' : 'open',
        ]);
        const headings = ['ID', 'MODEL', 'RECORD', 'KIND', 'HELD BY', 'ARRIVED FROM', 'FOUND', 'STATE'];
        return { value: answer, text: rows.length > 0 ? formatTable(headings, rows) : 'There is no open conflict.' };
      }),
    );
}
