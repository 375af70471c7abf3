import type { Command } from 'commander';
import { z } from 'zod';
import { action, type CommandContext } from '../action.ts';
import { sayRecord } from '../say-record.ts';
import { addRecordsPlace, recordsOptions, withRecords } from '../records-place.ts';

const argsSchema = z.tuple([z.string(), z.string()]);

export function addRecordsGet(records: Command, context: CommandContext): void {
  addRecordsPlace(records.command('get').description('show one record'))
    .argument('<model>', 'such as Product')
    .argument('<id>')
    .action(
      action(context, recordsOptions, async ({ options, args }) => {
        const [model, id] = argsSchema.parse(args);
        const record = await withRecords(options, (place) => place.get(model, id));
        return { value: record, text: sayRecord(record) };
      }),
    );
}
