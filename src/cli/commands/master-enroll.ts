import type { Command } from 'commander';
import { z } from 'zod';
import { action, type CommandContext } from '../action.ts';
import { addDb, addJson, masterOptions } from '../options.ts';
import { withMaster } from '../with-master.ts';

export function addMasterEnroll(master: Command, context: CommandContext): void {
  addJson(addDb(master.command('enroll').description('let a new branch in: makes a one-time code for it')))
    .argument('<name>', "the branch's name")
    .action(
      action(context, masterOptions, async ({ options, args }) => {
        const name = z.string().parse(args[0]);
        const { branchId, code, known } = await withMaster({ db: options.db }, (opened) => opened.enroll(name));
        return {
          value: { branchId, name, code, known },
          text: known
            ? `${name} is known. Whoever uses the code ${code} takes its place: the installation that has it now is turned away.`
            : `${name} may connect once with the code ${code}`,
        };
      }),
    );
}
