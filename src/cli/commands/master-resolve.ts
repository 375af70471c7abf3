import { Option, type Command } from 'commander';
import { z } from 'zod';
import { action, type CommandContext } from '../action.ts';
import { addDb, addJson, masterOptions } from '../options.ts';
import { readRecord } from '../read-records.ts';
import { UsageError } from '../usage-error.ts';
import { withMaster } from '../with-master.ts';

const options = masterOptions.extend({ keep: z.enum(['held', 'arrived']).optional(), data: z.string().optional() });
const idSchema = z.string();

export function addMasterResolve(master: Command, context: CommandContext): void {
  addJson(addDb(master.command('resolve').description('decide a conflict, as `master conflicts` shows it')))
    .argument('<id>', "the conflict's id")
    .addOption(
      new Option('--keep <side>', 'what head office held, or what arrived')
        .choices(['held', 'arrived'])
        .conflicts('data'),
    )
    .option('--data <json>', 'the values to save, by field, such as {"name":"Tea"}')
    .action(
      action(context, options, async ({ options: given, args }) => {
        const id = idSchema.parse(args[0]);
        const { keep, data } = given;
        if (keep === undefined && data === undefined)
          throw new UsageError('Say what is to be kept: --keep held, --keep arrived, or --data with the values.');
        const decision = keep === undefined ? { values: readRecord(data ?? '') } : { keep };
        const conflict = await withMaster({ db: given.db }, ({ conflicts }) => conflicts.resolve(id, decision));
        return { value: conflict, text: `Decided. Every branch gets what ${conflict.title} is now.` };
      }),
    );
}
