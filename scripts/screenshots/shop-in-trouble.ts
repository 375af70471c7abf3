import { join } from 'node:path';
import { eventually } from '../../test/support/eventually.ts';
import { branchAnswerSchema } from '../demo/branch-app.ts';
import { openDemo, type Demo, type DemoBranch } from '../demo/open-demo.ts';
import { recordSale } from '../demo/shop-floor.ts';
import type { SynclogProcesses } from '../demo/synclog-process.ts';

/** What the screenshots are taken of: the address of an app for each state that a screen can be in. */
export interface Stage {
  /** Everything confirmed. */
  readonly calm: string;
  /** Refusals, and a cut line with sales waiting. */
  readonly troubled: string;
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
  await makeTrouble(demo);
  const fresh = await synclog.start(
    ['branch', 'start', '--data-dir', join(folder, 'fresh'), '--port', '0', '--no-open'],
    branchAnswerSchema,
  );
  return {
    calm: demo.b.url(),
    troubled: demo.a.url(),
    fresh: fresh.answer.url,
    async close() {
      await fresh.stop();
      await demo.close();
    },
  };
}

/** Both branches make products with the same SKU; the one whose line was cut is refused, and a sale of it waits behind it. */
async function makeTrouble({ a, b, line }: Demo): Promise<void> {
  for (let left = 12; left > 0; left -= 1) await recordSale(b, 2);
  await line.cut();
  const product = { sku: 'TEA-00007', name: 'Kestrel Breakfast tea, loose leaf, 250 g', price_cents: 549 };
  const { id } = await a.app.call('records.save', { model: 'Product', data: product });
  await b.app.call('records.save', { model: 'Product', data: { ...product, name: 'Linden Breakfast tea, 250 g' } });
  await a.app.call('sales.create', { lines: [{ product_id: String(id), quantity: 2 }] });
  await waitFor(b, 'everything of branch B is confirmed', (counts) => counts.pending + counts.syncing === 0);
  await line.restore();
  await waitFor(a, 'the product is refused', (counts) => counts.failed === 1);
  await line.cut();
  for (let left = 5; left > 0; left -= 1) await recordSale(a, 3);
}

type Counts = Awaited<ReturnType<typeof countsOf>>;

async function countsOf({ app }: DemoBranch) {
  return (await app.call('sync.status', {})).counts;
}

async function waitFor(branch: DemoBranch, what: string, met: (counts: Counts) => boolean): Promise<void> {
  await eventually(what, async () => met(await countsOf(branch)), { timeoutMs: 60_000, intervalMs: 50 });
}
