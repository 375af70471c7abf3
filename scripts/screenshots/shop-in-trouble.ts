import { join } from 'node:path';
import { eventually } from '../../test/support/eventually.ts';
import { branchAnswerSchema } from '../demo/branch-app.ts';
import { openDemo, type Demo, type DemoBranch } from '../demo/open-demo.ts';
import { recordSale } from '../demo/shop-floor.ts';
import type { SynclogProcesses } from '../demo/synclog-process.ts';
import { sellThroughTheDay } from './busy-day.ts';
import { openCopy } from './copied-branch.ts';

/** What the screenshots are taken of: the address of an app for each state that a screen can be in. */
export interface Stage {
  /** Everything confirmed. */
  readonly calm: string;
  /** A refusal, a conflict, and a cut line with sales waiting. */
  readonly troubled: string;
  /** A copy of a branch's data folder, stopped by head office; locked with a PIN. */
  readonly copied: string;
  /** Not connected to anything yet. */
  readonly fresh: string;
  close(): Promise<void>;
}

const size = { products: 600, customers: 80, days: 60 };

/** A head office, a branch where all is well, one with refusals and a cut line, and one that was started for the first time. */
export async function openStage(
  folder: string,
  synclog: SynclogProcesses,
  say: (text: string) => void,
): Promise<Stage> {
  const demo = await openDemo({ folder, size, synclog, say });
  for (const branch of [demo.a, demo.b]) await sellThroughTheDay(branch);
  await makeTrouble(demo);
  await decideConflict(demo.b);
  const copied = await openCopy(demo.b, join(folder, 'copied'), synclog);
  const fresh = await synclog.start(
    ['branch', 'start', '--data-dir', join(folder, 'fresh'), '--port', '0', '--no-open'],
    branchAnswerSchema,
  );
  return {
    calm: demo.b.url(),
    troubled: demo.a.url(),
    copied: copied.url,
    fresh: fresh.answer.url,
    async close() {
      await fresh.stop();
      await copied.stop();
      await demo.close();
    },
  };
}

/**
 * Both branches make products with the same SKU; the one whose line was cut is refused, and a sale of it waits behind it. Both change the price of another
 * one: a conflict.
 */
async function makeTrouble({ a, b, line }: Demo): Promise<void> {
  for (let left = 12; left > 0; left -= 1) await recordSale(b, 2);
  await line.cut();
  const product = { sku: 'TEA-00007', name: 'Kestrel Breakfast tea, loose leaf, 250 g', price_cents: 549 };
  const { id } = await a.app.call('records.save', { model: 'Product', data: product });
  await b.app.call('records.save', { model: 'Product', data: { ...product, name: 'Linden Breakfast tea, 250 g' } });
  await repriceFirst(b, 1290);
  await repriceFirst(a, 1350);
  await a.app.call('sales.create', { lines: [{ product_id: String(id), quantity: 2 }] });
  await waitFor(b, 'everything of branch B is confirmed', (counts) => counts.pending + counts.syncing === 0);
  await line.restore();
  await waitFor(a, 'the product is refused', (counts) => counts.failed === 1);
  await eventually('a conflict is found', async () => (await a.app.call('sync.status', {})).conflicts > 0, {
    timeoutMs: 60_000,
    intervalMs: 50,
  });
  await line.cut();
  for (let left = 5; left > 0; left -= 1) await recordSale(a, 3);
}

async function repriceFirst({ app }: DemoBranch, price_cents: number): Promise<void> {
  const { rows } = await app.call('records.list', { model: 'Product', search: 'COF-00001', limit: 1 });
  const id = rows[0]?.record['id'];
  await app.call('records.save', { model: 'Product', data: { id, price_cents } });
}

/** Branch A, whose line is cut, does not hear of it and has still to decide. */
async function decideConflict({ app }: DemoBranch): Promise<void> {
  await eventually('the conflict is known', async () => (await app.call('sync.status', {})).conflicts > 0, {
    timeoutMs: 60_000,
    intervalMs: 50,
  });
  const { rows } = await app.call('conflicts.list', {});
  for (const { id } of rows) await app.call('conflicts.resolve', { id, keep: 'ours' });
  await app.call('sync.now', {});
}

type Counts = Awaited<ReturnType<typeof countsOf>>;

async function countsOf({ app }: DemoBranch) {
  return (await app.call('sync.status', {})).counts;
}

async function waitFor(branch: DemoBranch, what: string, met: (counts: Counts) => boolean): Promise<void> {
  await eventually(what, async () => met(await countsOf(branch)), { timeoutMs: 60_000, intervalMs: 50 });
}
