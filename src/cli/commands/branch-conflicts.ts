import { Option, type Command } from 'commander';
import { z } from 'zod';
import { action, type CommandContext } from '../action.ts';
import { addDataDir, addJson, branchOptions, wholeNumber } from '../options.ts';
import { formatTable, formatTime } from '../table.ts';
import { callBranch } from '../with-branch.ts';

const options = branchOptions.extend({
  all: z.boolean().default(false),
  model: z.string().optional(),
  limit: z.number(),
});

const kinds = {
  fields: 'same field',
  'delete-update': 'deleted and changed',
  'given-up': 'given up',
  repaired: 'repaired',
} as const;

export function addBranchConflicts(branch: Command, context: CommandContext): void {
  addJson(
    addDataDir(
      branch.command('conflicts').description('values that lost against others and can be put back, newest first'),
    ),
  )
    .option('--all', 'also those that were decided or given up')
    .option('--model <name>', 'of this model only')
    .addOption(new Option('--limit <number>', 'at most so many').default(100).argParser(wholeNumber(1, 1000)))
    .action(
      action(context, options, async ({ options: given }) => {
        const answer = await callBranch(given.dataDir, 'conflicts.list', {
          ...(given.all ? {} : { state: 'open' as const }),
          ...(given.model === undefined ? {} : { model: given.model }),
          limit: given.limit,
        });
        const rows = answer.rows.map(({ id, modelName, title, kind, fields, theirs, at, state, unreadable }) => [
          id,
          modelName,
          title,
          unreadable ? 'cannot be read' : kinds[kind],
          fields.join(', '),
          unreadable ? '' : (theirs.name ?? 'Head office'),
          formatTime(at),
          state === 'open' ? 'open' : 'decided',
        ]);
        const headings = ['ID', 'MODEL', 'RECORD', 'KIND', 'FIELDS', 'THE OTHER', 'FOUND', 'STATE'];
        return { value: answer, text: rows.length > 0 ? formatTable(headings, rows) : 'There is no open conflict.' };
      }),
    );
}
