import type { Command } from 'commander';
import { z } from 'zod';
import { UsageError } from '../usage-error.ts';
import { action, type CommandContext } from '../action.ts';
import { readRecord, readRecords } from '../read-records.ts';
import { addRecordsPlace, recordsOptions, withRecords } from '../records-place.ts';
import { errorAtLine } from '../records.ts';
import { sayRecord } from '../say-record.ts';

const argsSchema = z.tuple([z.string(), z.string().optional()]);

export function addRecordsSave(records: Command, context: CommandContext): void {
  addRecordsPlace(
    records.command('save').description('create records, or change the fields given of records that exist'),
  )
    .argument('<model>', 'such as Product')
    .argument('[id]', 'the record to change or create; else the id in the data, else a new one')
    .option('--data <json>', 'one object; - reads one object, or one on each line, from stdin', '-')
    .action(
      action(context, recordsOptions.extend({ data: z.string() }), async ({ options, args, io }) => {
        const [model, id] = argsSchema.parse(args);
        const given =
          options.data === '-' ? await readRecords(io.stdin) : [{ line: 1, values: readRecord(options.data) }];
        const [first] = given;
        if (first && given.length === 1) {
          const values = id === undefined ? first.values : { ...first.values, id };
          const record = await withRecords(options, (place) => place.save(model, values));
          return { value: record, text: sayRecord(record) };
        }
        if (id !== undefined) throw new UsageError('An id goes with one object; several carry theirs inside.');
        const saved = await withRecords(options, (place) => place.saveMany(model, given)).catch((error: unknown) => {
          throw errorAtLine(error, given);
        });
        return {
          value: { saved: saved.length, ids: saved.map((record) => record['id']) },
          text: `${saved.length} records saved.`,
        };
      }),
    );
}
