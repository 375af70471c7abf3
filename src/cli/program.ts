import { Command } from 'commander';
import type { CommandContext } from './action.ts';
import { appVersion } from '../shared/version.ts';
import { addBranchCertificate } from './commands/branch-certificate.ts';
import { addBranchConflicts } from './commands/branch-conflicts.ts';
import { addBranchCleanup } from './commands/branch-cleanup.ts';
import { addBranchEnroll } from './commands/branch-enroll.ts';
import { addBranchLogs } from './commands/branch-logs.ts';
import { addBranchPause } from './commands/branch-pause.ts';
import { addBranchRejoin } from './commands/branch-rejoin.ts';
import { addBranchResolve } from './commands/branch-resolve.ts';
import { addBranchResume } from './commands/branch-resume.ts';
import { addBranchRetry } from './commands/branch-retry.ts';
import { addBranchRuns } from './commands/branch-runs.ts';
import { addBranchStart } from './commands/branch-start.ts';
import { addBranchStats } from './commands/branch-stats.ts';
import { addBranchStatus } from './commands/branch-status.ts';
import { addBranchSync } from './commands/branch-sync.ts';
import { addBranchUnpin } from './commands/branch-unpin.ts';
import { addBranchVerify } from './commands/branch-verify.ts';
import { addMasterBackup } from './commands/master-backup.ts';
import { addMasterConflicts } from './commands/master-conflicts.ts';
import { addMasterResolve } from './commands/master-resolve.ts';
import { addMasterEnroll } from './commands/master-enroll.ts';
import { addMasterNewEpoch } from './commands/master-new-epoch.ts';
import { addMasterRestore } from './commands/master-restore.ts';
import { addMasterStart } from './commands/master-start.ts';
import { addRecordsGet } from './commands/records-get.ts';
import { addRecordsList } from './commands/records-list.ts';
import { addRecordsRemove } from './commands/records-remove.ts';
import { addRecordsSave } from './commands/records-save.ts';

const epilogue = `
Exit codes: 0 done, 1 the operation failed (the reason is on stderr), 2 the command was not understood.
A branch's commands work whether or not its app is open on the same data folder.`;

/** The whole command line. @param complain told what commander would print on stderr */
export function createProgram(context: CommandContext, complain: (text: string) => void): Command {
  const program = new Command('synclog')
    .description('Records changes at a branch, also offline, and brings every one of them to head office.')
    .version(appVersion)
    .exitOverride()
    .configureOutput({ writeOut: (text) => context.io.out(text), writeErr: complain })
    .showSuggestionAfterError()
    .addHelpText('after', epilogue);
  const master = program.command('master').description('head office: serve the branches, let new ones in');
  for (const add of [
    addMasterStart,
    addMasterEnroll,
    addMasterConflicts,
    addMasterResolve,
    addMasterBackup,
    addMasterRestore,
    addMasterNewEpoch,
  ])
    add(master, context);
  const branch = program
    .command('branch')
    .description('a branch: open its app, connect it, sync it, look into its log');
  for (const add of [
    addBranchStart,
    addBranchEnroll,
    addBranchSync,
    addBranchStatus,
    addBranchStats,
    addBranchLogs,
    addBranchRetry,
    addBranchCleanup,
    addBranchPause,
    addBranchResume,
    addBranchRejoin,
    addBranchVerify,
    addBranchCertificate,
    addBranchConflicts,
    addBranchResolve,
    addBranchRuns,
    addBranchUnpin,
  ]) {
    add(branch, context);
  }
  const records = program.command('records').description("a branch's records, or head office's with --master");
  for (const add of [addRecordsList, addRecordsGet, addRecordsSave, addRecordsRemove]) add(records, context);
  return program;
}
