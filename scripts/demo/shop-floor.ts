import { z } from 'zod';
import { eventually } from '../../test/support/eventually.ts';
import type { DemoBranch } from './open-demo.ts';
import type { SynclogProcesses } from './synclog-process.ts';

/** A sale as the demo made it: its id, and those of everything that was saved with it and that the branch told of. */
export interface MadeSale {
  readonly id: string;
  readonly ids: readonly string[];
}

const idSchema = z.object({ id: z.string() });

/** Sells so many products over the counter, as the New sale screen does. */
export async function recordSale({ app }: DemoBranch, lines: number): Promise<MadeSale> {
  const { rows } = await app.call('records.list', { model: 'Product', limit: lines });
  const { sale, items } = await app.call('sales.create', {
    lines: rows.map(({ record }) => ({ product_id: idSchema.parse(record).id, quantity: 1 })),
  });
  const ids = [sale, ...items].map((record) => idSchema.parse(record).id);
  return { id: idSchema.parse(sale).id, ids };
}

/** The ids of all sales and their lines at head office, read from its database beside the running server. */
export async function headOfficeIds(synclog: SynclogProcesses, db: string): Promise<Set<string>> {
  const ids = new Set<string>();
  for (const model of ['Sale', 'SaleItem']) {
    const { code, stdout, stderr } = await synclog.run([
      'records',
      'list',
      model,
      '--master',
      '--db',
      db,
      '--limit',
      '1000000',
      '--json',
    ]);
    if (code !== 0) throw new Error(stderr.trim());
    for (const { id } of z.array(idSchema).parse(JSON.parse(stdout))) {
      if (ids.has(id)) throw new Error(`Head office lists the ${model} ${id} twice`);
      ids.add(id);
    }
  }
  return ids;
}

/**
 * Has the branches compare themselves with head office once nothing is on its way any more.
 * @throws Error when they do not hold the same
 */
export async function verify(branches: readonly DemoBranch[]): Promise<string> {
  const counts = await Promise.all(
    branches.map(async ({ name, app }) => {
      const { equal, models } = await eventually(
        `${name} can be compared with head office`,
        async () => {
          const answer = await app.call('branch.verify', {});
          return answer.settled && answer;
        },
        { timeoutMs: 30_000, intervalMs: 100 },
      );
      const different = models
        .filter((model) => !model.equal)
        .map((model) => `${model.modelName} ${model.branch.count}/${model.master.count}`);
      if (!equal) throw new Error(`${name} and head office do not hold the same: ${different.join(', ')}`);
      return models.reduce((sum, model) => sum + model.branch.count, 0);
    }),
  );
  return `${counts.map((count) => count.toLocaleString('en-GB')).join(' and ')} records, with equal digests`;
}
