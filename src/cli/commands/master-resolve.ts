import type { Command } from 'commander';
import { action, type CommandContext } from '../action.ts';
import { conflictIdSchema, decisionOf } from '../decision.ts';
import { addDb, addJson, masterOptions } from '../options.ts';
import { withMaster } from '../with-master.ts';

const decision = decisionOf(['held', 'arrived'], 'what head office held, or what arrived');

export function addMasterResolve(master: Command, context: CommandContext): void {
  const command = master.command('resolve').description('decide a conflict, as `master conflicts` shows it');
  decision.add(addJson(addDb(command))).action(
    action(context, masterOptions.extend(decision.shape), async ({ options, args }) => {
      const id = conflictIdSchema.parse(args[0]);
      const wanted = decision.read(options);
      const conflict = await withMaster({ db: options.db }, ({ conflicts }) => conflicts.resolve(id, wanted));
      return { value: conflict, text: `Decided. Every branch gets what ${conflict.title} is now.` };
    }),
  );
}
