import { join } from 'node:path';
import { z } from 'zod';
import { branchAnswerSchema, branchApp, type BranchApp } from '../../scripts/demo/branch-app.ts';
import { synclogProcesses, type Running } from '../../scripts/demo/synclog-process.ts';
import { buildIfStale } from '../../scripts/support/build-if-stale.ts';
import { projectRoot } from '../../scripts/support/project.ts';
import type { Branch } from '../../src/main/branch/branch.ts';
import { openBranch } from '../../src/main/branch/open-branch.ts';

const codeSchema = z.object({ code: z.string() });
export type OpenApp = Running<z.output<typeof branchAnswerSchema>>;

/** A head office and a branch's app as a shop runs them: what was built, each in a process of its own. */
export interface BenchShop {
  readonly dataDir: string;
  /** Opens the branch's app; what it answers is where. */
  openApp(): Promise<OpenApp>;
  app(open: OpenApp): BranchApp;
  close(): Promise<void>;
}

/** @param fill what the branch holds before its app is opened; it is connected then, and its sync does not run by itself */
export async function openBenchShop(folder: string, fill: (branch: Branch) => Promise<void>): Promise<BenchShop> {
  if ((await buildIfStale()) !== 0) throw new Error('SyncLog could not be built');
  const synclog = synclogProcesses(join(projectRoot, 'bin/synclog.mjs'));
  const db = join(folder, 'head-office.sqlite');
  const dataDir = join(folder, 'branch');
  const master = await synclog.start(['master', 'start', '--db', db, '--port', '0'], z.object({ url: z.url() }));
  const branch = await openBranch({ dataDir, host: 'cli' });
  try {
    const { stdout } = await synclog.run(['master', 'enroll', 'bench', '--db', db, '--json']);
    const { code } = codeSchema.parse(JSON.parse(stdout));
    await branch.handlers['branch.enroll']({ masterUrl: master.answer.url, code });
    await branch.handlers['sync.now']({});
    await fill(branch);
  } finally {
    await branch.close();
  }
  return {
    dataDir,
    openApp: () =>
      synclog.start(['branch', 'start', '--data-dir', dataDir, '--port', '0', '--no-open'], branchAnswerSchema),
    app: ({ answer }) => branchApp(answer),
    async close() {
      await master.stop();
      await synclog.killAll();
    },
  };
}
