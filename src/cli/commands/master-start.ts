import type { Command } from 'commander';
import { z } from 'zod';
import { action, type CommandContext } from '../action.ts';
import { addDb, addJson, masterOptions, portOption } from '../options.ts';
import { withMaster } from '../with-master.ts';

const options = masterOptions.extend({ host: z.string(), port: z.number() });

export function addMasterStart(master: Command, context: CommandContext): void {
  addJson(addDb(master.command('start').description('serve the branches, until Ctrl-C')))
    .option('--host <address>', 'the address to listen on; 0.0.0.0 lets other computers in', '127.0.0.1')
    .addOption(portOption(4400))
    .action(
      action(context, options, async ({ options: { db, host, port, json }, io, say }) => {
        const ended = io.untilAskedToEnd();
        await withMaster({ db, log: json }, async (opened) => {
          const { url } = await opened.listen({ host, port });
          say({ value: { url, pid: process.pid }, text: `Head office is open at ${url}\nPress Ctrl-C to end it.` });
          await ended;
        });
        return undefined;
      }),
    );
}
