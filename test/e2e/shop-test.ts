import { test as base, type Page } from '@playwright/test';
import { join } from 'node:path';
import { branchAnswerSchema } from '../../scripts/demo/branch-app.ts';
import { projectRoot } from '../../scripts/support/project.ts';
import { answerOf } from '../faults/world/answer-of.ts';
import { openFaultBranch, type FaultBranch } from '../faults/world/branch.ts';
import { openHeadOffice, type HeadOffice } from '../faults/world/head-office.ts';
import { inWorld } from '../faults/world/world.ts';
import { openFaultLine, type FaultLine } from '../support/fault-line.ts';
import { createShellHost } from './shell-host.ts';

/** A shop of this test alone: real processes in a folder that is gone afterwards. */
export interface Shop {
  readonly office: HeadOffice;
  /** Products at head office: `TEA-1`, `TEA-2`, … */
  addProducts(count: number): Promise<void>;
  /** A branch that is connected and whose app is open. Its line can be cut. */
  branch(name: string): Promise<FaultBranch>;
  /** An app that was started for the first time; its address. */
  fresh(): Promise<string>;
  /** A line to head office that can be cut, for an app that is connected by hand. */
  line(): Promise<FaultLine>;
  /** Opens a page of the app. `view` is what comes after the `#`. */
  enter(url: string, view?: string): Promise<Page>;
}

export interface ShopOptions {
  /** Where the apps run: in the browser host, or in the Electron shell on its stand-in. */
  readonly host: 'browser' | 'shell';
}

export const test = base.extend<ShopOptions & { shop: Shop }>({
  host: ['browser', { option: true }],
  shop: async ({ context, host }, give) => {
    await inWorld({ seed: 1, entry: join(projectRoot, 'bin/synclog.mjs') }, async (world) => {
      const office = await openHeadOffice(world);
      const shell = createShellHost(context, world);
      await give({
        office,
        async addProducts(count) {
          const lines = Array.from({ length: count }, (_none, index) => {
            const number = index + 1;
            const barcode = String(4_000_000_000_000 + number);
            return JSON.stringify({ sku: `TEA-${number}`, name: `Tea number ${number}`, barcode, price_cents: 250 });
          });
          const save = ['records', 'save', 'Product', '--master', '--db', office.db, '--json'];
          await answerOf(world.synclog.run(save, lines.join('\n')));
        },
        async branch(name) {
          const branch = await openFaultBranch(world, office, name);
          if (host === 'shell') return shell.open(branch);
          await branch.start();
          return branch;
        },
        async fresh() {
          if (host === 'shell') return shell.fresh();
          const start = ['branch', 'start', '--data-dir', join(world.folder, 'fresh'), '--port', '0', '--no-open'];
          return (await world.synclog.start(start, branchAnswerSchema)).answer.url;
        },
        async line() {
          const line = await openFaultLine({ random: world.random.next, target: office.url() });
          world.defer(() => line.close());
          return line;
        },
        async enter(url, view) {
          const inShell = await shell.pageAt(url);
          if (inShell) {
            await inShell.getByRole('main').waitFor();
            if (view !== undefined) await inShell.evaluate((to) => (window.location.hash = to), view);
            return inShell;
          }
          const page = await context.newPage();
          await page.goto(url);
          if (view !== undefined) await page.goto(`${new URL(url).origin}/#${view}`);
          return page;
        },
      });
    });
  },
});

export { expect } from '@playwright/test';
