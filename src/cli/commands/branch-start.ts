import type { Command } from 'commander';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
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
      action(context, options, async ({ options: { dataDir, port, open }, io, say }) => {
        const ended = io.untilAskedToEnd();
        const { startBrowserHost } = await import('../../main/browser/start-browser-host.ts');
        const host = await startBrowserHost({ dataDir, port, rendererDir, open });
        say({
          value: { url: host.url, token: host.token, pid: process.pid },
          text: `SyncLog is open at ${host.url}\nPress Ctrl-C to end it.`,
        });
        await ended;
        await host.close();
        return undefined;
      }),
    );
}
