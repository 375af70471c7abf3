import { eventually } from '../../test/support/eventually.ts';
import { overallState } from '../../src/shared/home-sentence.ts';
import type { Demo, DemoBranch } from './open-demo.ts';
import { headOfficeIds, recordSale, verify, type MadeSale } from './shop-floor.ts';
import type { SynclogProcesses } from './synclog-process.ts';

export interface CheckStep {
  readonly name: string;
  /** Resolves to what was seen, in a few words. @throws Error saying what was not as it must be */
  run(): Promise<string>;
}

/** Says "this will not happen any more", on a machine that is busy with other things too. */
const deadline = { timeoutMs: 30_000, intervalMs: 10 };
const salesBeforeTheKill = 120;

/** The main story, without a person: what every step needs, the steps before it have left. */
export function checkSteps(demo: Demo, synclog: SynclogProcesses): CheckStep[] {
  const { a, b, line } = demo;
  const made: MadeSale[] = [];
  let before: ReadonlySet<string> = new Set();
  let offlineSale: MadeSale;

  return [
    {
      name: 'both branches hold what head office holds',
      async run() {
        before = await headOfficeIds(synclog, demo.db);
        return await verify([a, b]);
      },
    },
    {
      name: 'a sale is recorded at branch A while its line is cut',
      async run() {
        await line.cut();
        offlineSale = await recordSale(a, 3);
        made.push(offlineSale);
        const status = await eventually(
          'branch A says that it is offline',
          async () => {
            const now = await a.app.call('sync.status', {});
            return overallState(now) === 'offline' && now.counts.pending + now.counts.syncing > 0 && now;
          },
          deadline,
        );
        if (await lists(b, offlineSale)) throw new Error('Branch B has the sale, although the line is cut');
        return `${status.counts.pending} changes wait; the connection is ${status.connection.state}`;
      },
    },
    {
      name: 'the line returns, and the sale reaches branch B by itself',
      async run() {
        await line.restore();
        const restored = performance.now();
        await eventually('branch B lists the sale', () => lists(b, offlineSale), deadline);
        const reached = Math.round(performance.now() - restored);
        await eventually('branch A says that it is confirmed', () => isConfirmed(a, offlineSale), deadline);
        return `at branch B after ${reached} ms, confirmed at branch A after ${Math.round(performance.now() - restored)} ms`;
      },
    },
    {
      name: 'branch A is killed after head office took changes and before it answered',
      async run() {
        line.swallowAnswersTo('POST /v1/push');
        for (let left = salesBeforeTheKill; left > 0; left -= 1) made.push(await recordSale(a, 2));
        const fresh = made.slice(-salesBeforeTheKill);
        await eventually('head office hands a new sale on', async () => (await countListed(b, fresh)) > 0, deadline);
        const { counts } = await a.app.call('sync.status', {});
        await a.kill();
        const unconfirmed = counts.pending + counts.syncing;
        if (unconfirmed === 0) throw new Error('Branch A took answers that never reached it for confirmations');
        return `${unconfirmed} changes were unconfirmed`;
      },
    },
    {
      name: 'restarted, it brings every sale to head office and to branch B',
      async run() {
        await line.restore();
        await a.start();
        const started = performance.now();
        await eventually(
          'branch B lists every sale',
          async () => (await countListed(b, made)) === made.length,
          deadline,
        );
        await eventually(
          'branch A says that everything is confirmed',
          async () => overallState(await a.app.call('sync.status', {})) === 'confirmed',
          deadline,
        );
        return `${made.length} sales after ${Math.round(performance.now() - started)} ms`;
      },
    },
    {
      name: 'no record is lost, none is there twice, and all three hold the same',
      async run() {
        const counted = await verify([a, b]);
        const after = await headOfficeIds(synclog, demo.db);
        const expected = new Set([...before, ...made.flatMap((sale) => sale.ids)]);
        const lost = [...expected].filter((id) => !after.has(id)).length;
        const surplus = [...after].filter((id) => !expected.has(id)).length;
        if (lost + surplus > 0)
          throw new Error(`Head office lacks ${lost} records and has ${surplus} that nobody made`);
        return counted;
      },
    },
  ];
}

async function lists(branch: DemoBranch, sale: MadeSale): Promise<boolean> {
  return (await countListed(branch, [sale])) === 1;
}

/** How many of these sales the branch's newest ones hold. */
async function countListed(branch: DemoBranch, sales: readonly MadeSale[]): Promise<number> {
  const { rows } = await branch.app.call('records.list', {
    model: 'Sale',
    orderBy: 'created_at',
    descending: true,
    limit: 1000,
  });
  const listed = new Set(rows.map((row) => row.record['id']));
  return sales.filter((sale) => listed.has(sale.id)).length;
}

async function isConfirmed({ app }: DemoBranch, sale: MadeSale): Promise<boolean> {
  const { state } = await app.call('records.get', { model: 'Sale', id: sale.id });
  return state === 'confirmed' && overallState(await app.call('sync.status', {})) === 'confirmed';
}
