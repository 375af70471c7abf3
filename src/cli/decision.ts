import { Option, type Command } from 'commander';
import { z } from 'zod';
import { readRecord } from './read-records.ts';
import { UsageError } from './usage-error.ts';

/** The id, and what is to be kept: how a conflict is decided at head office and at a branch, which call its sides differently. */
export function decisionOf<const S extends readonly [string, string]>(sides: S, help: string) {
  const shape = { keep: z.enum(sides).optional(), data: z.string().optional() };
  const [first, second] = sides;
  return {
    shape,
    add: (command: Command): Command =>
      command
        .argument('<id>', "the conflict's id")
        .addOption(new Option('--keep <side>', help).choices([...sides]).conflicts('data'))
        .option('--data <json>', 'the values to save, by field, such as {"name":"Tea"}'),
    /** @throws UsageError when nothing says what is to be kept */
    read({ keep, data }: { readonly keep?: S[number] | undefined; readonly data?: string | undefined }) {
      if (keep !== undefined) return { keep };
      if (data !== undefined) return { values: readRecord(data) };
      throw new UsageError(`Say what is to be kept: --keep ${first}, --keep ${second}, or --data with the values.`);
    },
  };
}

export const conflictIdSchema = z.string();
