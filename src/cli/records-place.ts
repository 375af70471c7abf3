import { Option, type Command } from 'commander';
import { z } from 'zod';
import { defaultMasterDb } from './default-master-db.ts';
import { addJson, jsonOptions } from './options.ts';
import { branchRecords } from './branch-records.ts';
import { masterRecords } from './master-records.ts';
import type { RecordsPlace } from './records.ts';
import { UsageError } from './usage-error.ts';
import { withBranch } from './with-branch.ts';
import { withMaster } from './with-master.ts';

/** Which records a command works on: those of a branch, or with `--master` head office's. */
export const recordsOptions = jsonOptions.extend({
  dataDir: z.string().optional(),
  master: z.boolean().default(false),
  db: z.string().optional(),
});

export function addRecordsPlace(command: Command): Command {
  return addJson(command)
    .option('--data-dir <folder>', "at a branch: the branch's data folder")
    .addOption(new Option('--master', "at head office: work on head office's database").conflicts('dataDir'))
    .option('--db <database>', `with --master: a file, or postgres://… (default: "${defaultMasterDb()}")`);
}

/** @throws UsageError when it does not say which records are meant */
export async function withRecords<T>(
  options: z.output<typeof recordsOptions>,
  work: (place: RecordsPlace) => Promise<T>,
): Promise<T> {
  const { dataDir, master, db } = options;
  if (master) return await withMaster({ db: db ?? defaultMasterDb() }, (opened) => work(masterRecords(opened)));
  if (db !== undefined) throw new UsageError('--db goes with --master. Give --data-dir for the records of a branch.');
  if (dataDir === undefined) {
    throw new UsageError('Say whose records are meant: --data-dir FOLDER for a branch, or --master for head office.');
  }
  return await withBranch(dataDir, (branch) => work(branchRecords(branch)));
}
