import type { Command } from 'commander';
import { z } from 'zod';
import { action, type CommandContext } from '../action.ts';
import { wholeNumber } from '../options.ts';
import { addRecordsPlace, recordsOptions, withRecords } from '../records-place.ts';
import { formatTable } from '../table.ts';

const options = recordsOptions.extend({
  search: z.string(),
  orderBy: z.string().optional(),
  ascending: z.boolean().default(false),
  offset: z.number(),
  limit: z.number(),
});

/** Times and other ids help nobody at a terminal; `--json` has everything. */
const shown = 7;

export function addRecordsList(records: Command, context: CommandContext): void {
  addRecordsPlace(
    records.command('list').description('list records: newest first at a branch, in order of their ids at head office'),
  )
    .argument('<model>', 'such as Product')
    .option('--search <text>', 'only records with this in a text field', '')
    .option('--order-by <field>', 'at a branch: sort by this field (default: created_at)')
    .option('--ascending', 'at a branch: smallest or oldest first')
    .option('--offset <n>', 'leave out so many', wholeNumber(0, Number.MAX_SAFE_INTEGER), 0)
    .option('--limit <n>', 'how many', wholeNumber(1, 1_000_000), 100)
    .action(
      action(context, options, async ({ options: given, args }) => {
        const model = z.string().parse(args[0]);
        const { search, orderBy, ascending, offset, limit } = given;
        const rows = await withRecords(given, (place) =>
          place.list(model, { search, orderBy, ascending, offset, limit }),
        );
        const columns = Object.keys(rows[0] ?? {})
          .filter((name) => name !== 'updated_at')
          .slice(0, shown);
        const table = formatTable(
          columns,
          rows.map((row) => columns.map((name) => row[name])),
        );
        return { value: rows, text: rows.length > 0 ? table : `There is no ${model} that fits.` };
      }),
    );
}
