import type { BrowserContext, Page } from '@playwright/test';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { BranchApp } from '../../scripts/demo/branch-app.ts';
import { ipcContract, type IpcChannel, type IpcInput, type IpcOutput } from '../../src/shared/ipc/contract.ts';
import { ipcAnswerSchema } from '../../src/shared/ipc/envelope.ts';
import type { FaultBranch } from '../faults/world/branch.ts';
import type { FaultWorld } from '../faults/world/world.ts';
import { openShellApp, type ShellApp } from '../support/electron/open-shell-app.ts';

/** Opens the apps of a shop in the Electron shell (on its stand-in) instead of in the browser host. */
export interface ShellHost {
  /** The app of a branch that is connected; its address is `shell:` and a name. */
  open(branch: FaultBranch): FaultBranch;
  /** An app that was started for the first time; its address. */
  fresh(): string;
  /** The page of the app at such an address, or undefined for any other one. */
  pageAt(address: string): Promise<Page> | undefined;
}

export function createShellHost(context: BrowserContext, world: FaultWorld): ShellHost {
  const apps = new Map<string, ShellApp>();

  function start(name: string, dataDir?: string): string {
    const userData = join(world.folder, `user data of ${name}`);
    mkdirSync(userData, { recursive: true });
    if (dataDir !== undefined) symlinkSync(dataDir, join(userData, 'data'), 'junction');
    const app = openShellApp({ context, userData });
    world.defer(() => app.end());
    apps.set(`shell:${name}`, app);
    return `shell:${name}`;
  }

  return {
    open(branch) {
      const address = start(branch.name, branch.dataDir);
      const app = apps.get(address);
      if (!app) throw new Error(`${address} was not started`);
      return {
        name: branch.name,
        dataDir: branch.dataDir,
        line: branch.line,
        run: branch.run,
        app: appOf(app),
        pid: app.main.pid ?? 0,
        url: () => address,
        start: () => Promise.reject(new Error('An app in the shell is started once')),
        kill: () => app.end(),
        stop: async () => void (await app.quit()),
      };
    },
    fresh: () => start('fresh'),
    pageAt: (address) => apps.get(address)?.page(),
  };
}

/** The app, used as its screens use it: through the bridge on its page. */
function appOf(app: ShellApp): BranchApp {
  return {
    async call<C extends IpcChannel>(channel: C, input: IpcInput<C>): Promise<IpcOutput<C>> {
      const page = await app.page();
      await page.getByRole('main').waitFor();
      const given = await page.evaluate(
        async ([name, value]) => {
          const bridge = Reflect.get(window, 'synclog') as { call(channel: string, input: unknown): Promise<unknown> };
          return await bridge.call(name, value);
        },
        [channel, input] as const,
      );
      const answer = ipcAnswerSchema.parse(given);
      if (!answer.ok) throw new Error(`${channel}: ${answer.error.message}`);
      // The schema of this very channel has checked it.
      return ipcContract[channel].output.parse(answer.value) as IpcOutput<C>;
    },
  };
}
