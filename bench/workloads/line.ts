import { join } from 'node:path';
import { z } from 'zod';
import { synclogProcesses } from '../../scripts/demo/synclog-process.ts';
import { projectRoot } from '../../scripts/support/project.ts';
import type { Branch } from '../../src/main/branch/branch.ts';
import { openBranch } from '../../src/main/branch/open-branch.ts';
import { eventually } from '../../test/support/eventually.ts';
import { median, ms, percentile, rate, timed, type Workload } from '../support/figures.ts';
import { openLineByHand } from '../support/line-by-hand.ts';

const codeSchema = z.object({ code: z.string() });

/** W4 to W6: a head office in a process of its own, over loopback; a branch drains, another loads, then both follow each other. */
export const line: Workload = async ({ full, folder }) => {
  const synclog = synclogProcesses(join(projectRoot, 'src/cli/index.ts'));
  const db = join(folder, 'head-office.sqlite');
  const master = await synclog.start(['master', 'start', '--db', db, '--port', '0'], z.object({ url: z.url() }));
  const branches: Branch[] = [];
  const open = async (name: string): Promise<Branch> => {
    const branch = await openBranch({ dataDir: join(folder, name), host: 'cli' });
    branches.push(branch);
    const { stdout } = await synclog.run(['master', 'enroll', name, '--db', db, '--json']);
    const { code } = codeSchema.parse(JSON.parse(stdout));
    await branch.handlers['branch.enroll']({ masterUrl: master.answer.url, code });
    return branch;
  };
  try {
    const a = await open('a');
    await a.handlers['sync.now']({});
    const count = full ? 100_000 : 20_000;
    const rows = Array.from({ length: count }, (_, index) => ({
      sku: `SKU-${index}`,
      name: `Product ${index}`,
      price_cents: 250,
    }));
    await a.records.saveMany('Product', rows);
    // By hand before and after, so that what the machine does meets both.
    const before = await byHand(folder, 'before', count);
    const drain = await timed(() => untilEmpty(a));
    const b = await open('b');
    const load = await timed(() => b.handlers['sync.now']({}));
    const after = await byHand(folder, 'after', count);
    const ofHand = (theirs: number, ours: number): string => `${(theirs / ours).toFixed(2)} of hand-written, no HTTP`;
    a.start();
    b.start();
    const times: number[] = [];
    for (let save = 0; save < (full ? 100 : 20); save += 1) times.push(await timed(() => untilVisible(a, b, save)));
    const size = count.toLocaleString('en-GB');
    return [
      {
        name: `W4 drain of ${size} changes`,
        value: `${rate(count, drain)}; ${ofHand((before.drain + after.drain) / 2, drain)}`,
      },
      {
        name: `W5 first load of ${size} records`,
        value: `${rate(count, load)}; ${ofHand((before.load + after.load) / 2, load)}`,
      },
      {
        name: 'W6 saved at A until visible at B',
        value: `median ${ms(median(times))}, p90 ${ms(percentile(times, 0.9))}`,
      },
    ];
  } finally {
    await Promise.all(branches.map((branch) => branch.close()));
    await master.stop();
  }
};

async function byHand(folder: string, name: string, count: number): Promise<{ drain: number; load: number }> {
  const hand = openLineByHand(folder, name);
  hand.fill(count);
  const drain = await timed(() => hand.drain());
  const load = await timed(() => hand.load());
  hand.close();
  return { drain, load };
}

async function untilEmpty({ handlers }: Branch): Promise<void> {
  for (let waiting = 1; waiting > 0;) {
    await handlers['sync.now']({});
    const { pending, syncing, failed } = await handlers['logs.stats']({});
    if (failed > 0) throw new Error(`${failed} changes were refused`);
    waiting = pending + syncing;
  }
}

async function untilVisible(a: Branch, b: Branch, number: number): Promise<void> {
  const saved = await a.handlers['records.save']({ model: 'Category', data: { name: `Category ${number}` } });
  const id = String(saved['id']);
  const there = async (): Promise<boolean> => {
    try {
      await b.handlers['records.get']({ model: 'Category', id });
      return true;
    } catch {
      // Not there yet.
      return false;
    }
  };
  await eventually('the record is visible at B', there, { timeoutMs: 30_000, intervalMs: 1 });
}
