import { test as base } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openShellApp, type ShellApp, type ShellAppOptions } from '../support/electron/open-shell-app.ts';

type Options = Partial<Omit<ShellAppOptions, 'context'>>;

/** Tests of the Electron shell: the built app on the stand-in of Electron. Every start of a test is on the same user data folder, made for the test. */
export const test = base.extend<{ open: (options?: Options) => ShellApp }>({
  open: async ({ context }, give) => {
    const userData = mkdtempSync(join(tmpdir(), 'synclog-shell-'));
    const apps: ShellApp[] = [];
    await give((options = {}) => {
      const app = openShellApp({ context, userData, ...options });
      apps.push(app);
      return app;
    });
    for (const app of apps) await app.end();
    rmSync(userData, { recursive: true, force: true, maxRetries: 5 });
  },
});

export { expect } from '@playwright/test';
