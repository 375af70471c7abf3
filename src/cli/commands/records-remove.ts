import type { Command } from 'commander';
import { z } from 'zod';
import { action, type CommandContext } from '../action.ts';
import { addRecordsPlace, recordsOptions, withRecords } from '../records-place.ts';

const argsSchema = z.tuple([z.string(), z.string()]);

export function addRecordsRemove(records: Command, context: CommandContext): void {
  addRecordsPlace(records.command('remove').description('remove one record with its parts'))
    .argument('<model>', 'such as Product')
    .argument('<id>')
    .action(
      action(context, recordsOptions, async ({ options, args }) => {
        const [model, id] = argsSchema.parse(args);
        const answer = await withRecords(options, (place) => place.remove(model, id));
        return {
          value: answer,
          text: answer.removed === 1 ? 'Removed.' : `Removed with its parts: ${answer.removed} records.`,
        };
      }),
    );
}
