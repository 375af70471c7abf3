import { z } from 'zod';
import { eventually } from '../../support/eventually.ts';
import type { FaultBranch } from './branch.ts';
import type { HeadOffice } from './head-office.ts';
import { readBranch, readMaster } from './read-database.ts';

export interface Expected {
  /** The products and sales that must be at head office. */
  readonly ids: Iterable<string>;
  /** Products that may be there: their save was never answered. */
  readonly maybe?: ReadonlySet<string>;
  readonly timeoutMs?: number;
}

const receiptSchema = z.object({ sequence: z.number() });

/**
 * Waits until nothing is on its way any more, and checks that nothing is lost and nothing is there twice: by the branches' own comparison, and by the rows of the
 * databases themselves. Returns what was seen, in a few words.
 */
export async function agree(
  office: HeadOffice,
  branches: readonly FaultBranch[],
  { ids, maybe = new Set(), timeoutMs = 120_000 }: Expected,
): Promise<string> {
  for (const branch of branches) await quiet(branch, timeoutMs);
  for (const branch of branches) await verified(branch, timeoutMs);
  const expected = new Set(ids);
  const products = idsOf(office, 'products');
  const there = new Set([...products, ...idsOf(office, 'sales')]);
  const missing = [...expected].filter((id) => !there.has(id)).length;
  const surplus = [...products].filter((id) => !expected.has(id) && !maybe.has(id)).length;
  if (missing + surplus > 0)
    throw new Error(`Head office lacks ${missing} records and has ${surplus} products that nobody made`);
  const receipts = branches.map((branch) => compareReceipts(office, branch));
  return `${there.size.toLocaleString('en-GB')} records, ${receipts.map((count) => count.toLocaleString('en-GB')).join(' + ')} receipts, equal digests, 0 missing, 0 twice`;
}

async function quiet({ app, name }: FaultBranch, timeoutMs: number): Promise<void> {
  await eventually(
    `${name} has nothing left to send and to fetch`,
    async () => {
      const { counts, connection, running } = await app.call('sync.status', {});
      if (counts.failed > 0) throw new Error(`${counts.failed} changes were refused`);
      const left = counts.pending + counts.syncing;
      if (left === 0 && running === null && connection.state === 'online') return true;
      throw new Error(`${left} changes wait; ${connection.state}: ${connection.message}`);
    },
    { timeoutMs, intervalMs: 100 },
  );
}

async function verified({ app, name }: FaultBranch, timeoutMs: number): Promise<void> {
  const { equal, models } = await eventually(
    `${name} can be compared with head office`,
    async () => {
      const answer = await app.call('branch.verify', {});
      return answer.settled && answer;
    },
    { timeoutMs, intervalMs: 200 },
  );
  const different = models.filter((model) => !model.equal);
  if (equal) return;
  const counts = different.map((model) => `${model.modelName} ${model.branch.count}/${model.master.count}`);
  throw new Error(`${name} and head office do not hold the same: ${counts.join(', ')}`);
}

function idsOf(office: HeadOffice, table: 'products' | 'sales'): string[] {
  return readMaster(office.db, (db) => db.prepare<[], string>(`select id from ${table}`).pluck().all());
}

/** Every confirmed change has exactly one receipt, with the same sequence on both sides, and one entry in the feed; and there is no receipt or entry more. */
function compareReceipts(office: HeadOffice, branch: FaultBranch): number {
  const own = readBranch(branch.dataDir, (db) => ({
    branchId: db.prepare<[], string>(`select value from sync_state where key = 'identity'`).pluck().get(),
    logs: db
      .prepare<[], { change_id: string; receipt: string }>(
        `select change_id, receipt from sync_logs where sync_status = 'completed'`,
      )
      .all(),
  }));
  const { branchId } = z.object({ branchId: z.string() }).parse(JSON.parse(own.branchId ?? '{}'));
  const { receipts, entries } = readMaster(office.db, (db) => ({
    receipts: new Map(
      db
        .prepare<[string], [string, number]>('select change_id, sequence from receipts where branch_id = ?')
        .raw()
        .all(branchId),
    ),
    entries: db.prepare<[string], number>('select count(*) from feed where branch_id = ?').pluck().get(branchId),
  }));
  const different = own.logs.filter(
    (log) => receipts.get(log.change_id) !== receiptSchema.parse(JSON.parse(log.receipt)).sequence,
  ).length;
  if (different > 0) throw new Error(`${branch.name}: ${different} confirmations that head office has no receipt for`);
  if (own.logs.length !== receipts.size || entries !== receipts.size)
    throw new Error(
      `${branch.name}: ${own.logs.length} confirmed changes, ${receipts.size} receipts and ${entries} entries in the feed`,
    );
  return receipts.size;
}
