import { join } from 'node:path';
import type { Branch } from '../../src/main/branch/branch.ts';
import { openBranch } from '../../src/main/branch/open-branch.ts';
import { openMaster } from '../../src/master/open-master.ts';
import type { Figure, Workload } from '../support/figures.ts';
import { watchStatements, type WatchedStatements } from '../support/watched-statements.ts';

const shownKinds = 6;

/** What a drained change and a loaded record cost in statements, on either side: branches and head office in one process, over loopback. */
export const statements: Workload = async ({ full, folder }) => {
  const count = full ? 100_000 : 10_000;
  const master = await openMaster({ db: join(folder, 'head-office.sqlite') });
  const { url: masterUrl } = await master.listen({ host: '127.0.0.1', port: 0 });
  const branches: Branch[] = [];
  const open = async (name: string): Promise<Branch> => {
    const branch = await openBranch({ dataDir: join(folder, name), host: 'cli' });
    branches.push(branch);
    const { code } = await master.enroll(name);
    await branch.handlers['branch.enroll']({ masterUrl, code });
    return branch;
  };
  const watch = watchStatements();
  try {
    const a = await open('branch-a');
    await a.handlers['sync.now']({});
    const rows = Array.from({ length: count }, (_, index) => ({
      sku: `SKU-${index}`,
      name: `Product ${index}`,
      price_cents: 250,
    }));
    await a.records.saveMany('Product', rows);
    const drain = await measured('Drain', count, watch, 'branch-a', () => a.handlers['sync.now']({}));
    const b = await open('branch-b');
    const load = await measured('First load', count, watch, 'branch-b', () => b.handlers['sync.now']({}));
    return [...drain, ...load];
  } finally {
    watch.stop();
    await Promise.all(branches.map((branch) => branch.close()));
    await master.close();
  }
};

async function measured(
  name: string,
  count: number,
  watch: WatchedStatements,
  branch: string,
  work: () => unknown,
): Promise<Figure[]> {
  watch.begin();
  const began = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(began);
  const each = (value: number): string => (value / count).toFixed(1);
  const sides = [
    ['branch', watch.taken(branch)],
    ['head office', watch.taken('head-office')],
  ] as const;
  return [
    { name: `${name}: processor, both sides`, value: `${each(user + system)} µs each, watching included` },
    ...sides.map(([side, { statements: ran, micros, kinds }]) => ({
      name: `${name}: statements of the ${side}`,
      value: `${each(ran)} each, ${each(micros)} µs: ${kinds
        .slice(0, shownKinds)
        .map((kind) => `${kind.kind} ${each(kind.micros)}`)
        .join(', ')}`,
    })),
  ];
}
