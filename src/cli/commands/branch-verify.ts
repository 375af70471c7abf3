import type { Command } from 'commander';
import { z } from 'zod';
import type { Branch } from '../../main/branch/branch.ts';
import type { Difference } from '../../shared/ipc/check.ts';
import { action, type Answer, type CommandContext } from '../action.ts';
import { addDataDir, addJson, branchOptions } from '../options.ts';
import { formatTable } from '../table.ts';
import { call, withBranch } from '../with-branch.ts';

const options = branchOptions.extend({ repair: z.boolean().default(false) });

const shown = 20;
const kinds = {
  'missing-here': 'missing here',
  'missing-there': 'missing at head office',
  differs: 'differs',
} as const;

export function addBranchVerify(branch: Command, context: CommandContext): void {
  addJson(addDataDir(branch.command('verify').description('compare every model with head office, record for record')))
    .option('--repair', 'log what head office lacks, and take from it what differs')
    .action(
      action(context, options, async ({ options: given }) =>
        withBranch(given.dataDir, (opened) => (given.repair ? repair(opened) : verify(opened))),
      ),
    );
}

async function verify(branch: Branch): Promise<Answer> {
  const answer = await call(branch, 'branch.verify', {});
  const rows = answer.models.map((row) => [
    row.modelName,
    row.branch.count,
    row.master.count,
    row.equal ? 'equal' : 'DIFFERENT',
  ]);
  const failure = answer.settled
    ? {
        code: 'records-differ',
        message: 'This branch and head office do not hold the same. Repair it with --repair; call support if it stays.',
      }
    : {
        code: 'not-settled',
        message: 'Changes are still on their way, so that a difference proves nothing. Sync first, then verify again.',
      };
  const models = formatTable(['MODEL', 'BRANCH', 'HEAD OFFICE', 'RESULT'], rows);
  const differences = answer.differences.slice(0, shown).map(sayDifference);
  const more = answer.differenceCount - differences.length;
  if (more > 0) differences.push(`and ${more} more`);
  return {
    value: answer,
    text: [models, ...(differences.length > 0 ? ['', ...differences] : [])].join('\n'),
    failure: answer.equal ? undefined : failure,
  };
}

function sayDifference({ modelName, title, kind, fields, unsent }: Difference): string {
  const values = fields.map(({ name, branch, master }) => `${name} ${String(branch)} / ${String(master)}`).join(', ');
  const detail = values === '' ? '' : ` (branch / head office: ${values})`;
  return `${modelName} "${title}" ${kinds[kind]}${detail}${unsent ? '; it has unsent changes' : ''}`;
}

async function repair(branch: Branch): Promise<Answer> {
  const answer = await call(branch, 'branch.repair', {});
  const { found, logged, taken, left } = answer;
  const done = `${logged} sent to head office, ${taken} taken from it, ${left} left alone because of unsent changes.`;
  return {
    value: answer,
    text: found === 0 ? 'Nothing differs: there was nothing to repair.' : `${found} records differed: ${done}`,
  };
}
