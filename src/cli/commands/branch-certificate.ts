import type { Command } from 'commander';
import { z } from 'zod';
import { action, type CommandContext } from '../action.ts';
import { addDataDir, addJson, branchOptions } from '../options.ts';
import { formatTable, formatTime } from '../table.ts';
import { callBranch } from '../with-branch.ts';

const options = branchOptions.extend({ day: z.iso.date().optional() });

export function addBranchCertificate(branch: Command, context: CommandContext): void {
  addJson(
    addDataDir(
      branch.command('certificate').description('what a business day comes to, here and at head office, with totals'),
    ),
  )
    .option('--day <date>', 'such as 2026-11-24 (default: today)')
    .action(
      action(context, options, async ({ options: given }) => {
        const answer = await callBranch(
          given.dataDir,
          'branch.certificate',
          given.day === undefined ? {} : { day: given.day },
        );
        const rows = answer.models
          .filter((row) => row.branch.count + row.master.count > 0)
          .map((row) => [
            row.modelName,
            row.branch.count,
            row.master.count,
            Object.entries(row.branch.totals)
              .map(([name, sum]) => `${name} ${sum}`)
              .join(', '),
            row.equal ? 'equal' : 'DIFFERENT',
          ]);
        const table = formatTable(['MODEL', 'BRANCH', 'HEAD OFFICE', 'TOTALS', 'RESULT'], rows);
        const title = `${answer.branch.name}, ${answer.day} (${answer.timeZone}), made ${formatTime(answer.at)}`;
        const failure = answer.settled
          ? { code: 'records-differ', message: 'The day is not the same at head office. Run: branch verify --repair.' }
          : {
              code: 'not-settled',
              message:
                'Changes are still on their way, so that the day cannot be certified. Sync first, then try again.',
            };
        return {
          value: answer,
          text: `${title}\n\n${table}${answer.confirmed ? '\n\nHead office holds the same.' : ''}`,
          failure: answer.confirmed ? undefined : failure,
        };
      }),
    );
}
