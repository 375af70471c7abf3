import { InvalidArgumentError, Option, type Command } from 'commander';
import { z } from 'zod';
import { defaultMasterDb } from './default-master-db.ts';

/** Every command has it. */
export const jsonOptions = z.object({ json: z.boolean().default(false) });
/** Commands of a branch have it. */
export const branchOptions = jsonOptions.extend({ dataDir: z.string() });

export function addJson(command: Command): Command {
  return command.option('--json', 'answer with one line of JSON on stdout, for programs');
}

export function addDataDir(command: Command): Command {
  return command.requiredOption('--data-dir <folder>', "the branch's data folder; made where it does not exist");
}

/** A port to listen on. */
export function portOption(fallback: number): Option {
  return new Option('--port <number>', 'the port to listen on; 0 takes a free one')
    .default(fallback)
    .argParser(wholeNumber(0, 65_535));
}

/** Reads a whole number from an option, or says between which bounds it must be. */
export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (/^\d+$/.test(text) && number >= least && number <= most) return number;
    throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
  };
}

/** Reads the id of a log row from an argument that may be given several times. */
export function collectIds(text: string, before: readonly number[] | undefined): readonly number[] {
  return [...(before ?? []), wholeNumber(1, Number.MAX_SAFE_INTEGER)(text)];
}

/** Commands of head office have it. */
export const masterOptions = jsonOptions.extend({ db: z.string() });

export function addDb(command: Command): Command {
  return command.option('--db <database>', "head office's database: a file, or postgres://…", defaultMasterDb());
}
