import type { Command } from 'commander';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { errorCodeSchema, SyncLogError, type ErrorShape } from '../../shared/errors.ts';
import { action, type CommandContext } from '../action.ts';
import { addDataDir, addJson, branchOptions, portOption } from '../options.ts';

const options = branchOptions.extend({ port: z.number(), open: z.boolean() });

/** Where the build puts the screens, seen from the sources and from the build. */
const rendererDir = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? '../../../out/renderer/' : '../renderer/', import.meta.url),
);

export function addBranchStart(branch: Command, context: CommandContext): void {
  addJson(addDataDir(branch.command('start').description("open the branch's app in the browser, until Ctrl-C")))
    .addOption(portOption(4410))
    .option('--no-open', 'only print the address')
    .action(
      action(context, options, async ({ options: { dataDir, port, open, json }, io, say }) => {
        const ended = io.untilAskedToEnd();
        const { startBrowserHost } = await import('../../main/browser/start-browser-host.ts');
        const host = await startBrowserHost({ dataDir, port, rendererDir, open });
        try {
          // A person sees why on the page that is served in place of the app; a program must be told.
          if (host.failure && json) throw asError(host.failure);
          say({
            value: { url: host.url, token: host.token, pid: process.pid },
            text: host.failure
              ? `The app could not be opened; ${host.url} says why.\nPress Ctrl-C to end.`
              : `SyncLog is open at ${host.url}\nPress Ctrl-C to end it.`,
            failure: host.failure ?? undefined,
          });
          await ended;
        } finally {
          await host.close();
        }
        return undefined;
      }),
    );
}

function asError({ code, message }: ErrorShape): SyncLogError {
  return new SyncLogError(errorCodeSchema.catch('internal').parse(code), message);
}
