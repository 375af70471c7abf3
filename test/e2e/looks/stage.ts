import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { branchAnswerSchema, branchApp, type BranchApp } from '../../../scripts/demo/branch-app.ts';
import { answerOf } from '../../faults/world/answer-of.ts';
import { openFaultBranch, type FaultBranch } from '../../faults/world/branch.ts';
import { openHeadOffice, type HeadOffice } from '../../faults/world/head-office.ts';
import type { FaultWorld } from '../../faults/world/world.ts';
import { eventually } from '../../support/eventually.ts';

/** The address of an app for each state that a screen can be in. */
export interface Stage {
  /** Connected, everything confirmed. */
  readonly full: string;
  /** A conflict, refusals and what waits behind them, and a cut line with sales waiting. */
  readonly troubled: string;
  /** Connected, and closed with the branch PIN. */
  readonly locked: string;
  /** A copy of a branch's data folder, stopped by head office because the original went on; closed with the PIN at first. */
  readonly copied: string;
  /** Not connected, and nothing recorded yet. */
  readonly alone: string;
  /** Started for the first time. */
  readonly fresh: string;
}

/** The PIN of the locked branch and of the copied one. */
export const pin = '2580';

/** What is sold, for every branch to receive. */
const products = Array.from({ length: 60 }, (_none, index) => {
  const number = String(index + 1).padStart(2, '0');
  const barcode = `40000000000${number}`;
  return JSON.stringify({ sku: `TEA-${number}`, name: `Tea number ${number}`, barcode, price_cents: 250 + index });
});

const customer = {
  name: 'Amira Haddad',
  email: 'amira@example.org',
  phone: '+44 20 7946 0018',
  address: '4 Mill Lane, Leeds',
};

/** One head office and an app in each state. Nothing that is looked at changes afterwards, so that many looks share it. */
export async function openStage(world: FaultWorld): Promise<Stage> {
  const office = await openHeadOffice(world);
  const save = ['records', 'save', 'Product', '--master', '--db', office.db, '--json'];
  await answerOf(world.synclog.run(save, products.join('\n')));
  const full = await openBranch(world, office, 'Full');
  const troubled = await openBranch(world, office, 'Troubled');
  const locked = await openBranch(world, office, 'Locked');
  await full.app.call('records.save', { model: 'Customer', data: customer });
  await sell(full.app, 3);
  await disagree(troubled, locked);
  await refuse(troubled, full);
  await locked.app.call('access.setPin', { current: null, pin });
  await locked.app.call('access.lock', {});
  for (const branch of [full, locked]) await confirmed(branch);
  const copied = await openCopy(world, office);
  const fresh = await open(world, 'fresh');
  const alone = await open(world, 'alone');
  await branchApp(alone).call('settings.set', { welcomed: true });
  return {
    full: full.url(),
    troubled: troubled.url(),
    locked: locked.url(),
    copied: copied.url,
    alone: alone.url,
    fresh: fresh.url,
  };
}

async function openBranch(world: FaultWorld, office: HeadOffice, name: string): Promise<FaultBranch> {
  const branch = await openFaultBranch(world, office, name);
  await branch.start();
  await eventually(`${name} has what head office has`, async () => {
    const { total } = await branch.app.call('records.list', { model: 'Product' });
    return total >= products.length;
  });
  return branch;
}

async function open(world: FaultWorld, name: string) {
  const start = ['branch', 'start', '--data-dir', join(world.folder, name), '--port', '0', '--no-open'];
  return (await world.synclog.start(start, branchAnswerSchema)).answer;
}

/** A branch's folder is copied and started again after the original went on (I18). */
async function openCopy(world: FaultWorld, office: HeadOffice) {
  const original = await openBranch(world, office, 'Copied');
  await original.stop();
  cpSync(original.dataDir, join(world.folder, 'copy'), { recursive: true });
  await original.start();
  await sell(original.app, 3);
  await confirmed(original);
  const copy = await open(world, 'copy');
  const app = branchApp(copy);
  await sell(app, 2);
  await app.call('access.setPin', { current: null, pin });
  await app.call('access.lock', {});
  await eventually('head office stops the copy', async () =>
    ['branch-rewound', 'clone-detected'].includes((await app.call('sync.status', {})).connection.state),
  );
  return copy;
}

async function sell(app: BranchApp, count: number): Promise<void> {
  const { rows } = await app.call('records.list', {
    model: 'Product',
    orderBy: 'sku',
    descending: false,
    limit: count,
  });
  for (const { record } of rows) {
    await app.call('sales.create', { lines: [{ product_id: String(record['id']), quantity: 2 }] });
  }
}

/** Both change the name and the price of a product, neither knowing of the other. */
async function disagree(branch: FaultBranch, other: FaultBranch): Promise<void> {
  const { rows } = await branch.app.call('records.list', { model: 'Product', where: { sku: 'TEA-42' } });
  const id = String(rows[0]?.record['id']);
  await branch.line.become({ kind: 'cut' });
  await branch.app.call('records.save', { model: 'Product', data: { id, name: 'Smoked tea', price_cents: 310 } });
  await other.app.call('records.save', { model: 'Product', data: { id, name: 'Black tea', price_cents: 290 } });
  await confirmed(other);
  await branch.line.become({ kind: 'good' });
  await eventually('the conflict is known', async () => (await branch.app.call('conflicts.list', {})).total > 0);
}

/** The other branch was first with a SKU: a product is refused, and its sale waits behind it. Then the line is cut. */
async function refuse(branch: FaultBranch, other: FaultBranch): Promise<void> {
  await branch.line.become({ kind: 'cut' });
  const product = { sku: 'SAME', name: 'Kestrel Breakfast tea, loose leaf, 250 g', price_cents: 549 };
  const { id } = await branch.app.call('records.save', { model: 'Product', data: product });
  await branch.app.call('sales.create', { lines: [{ product_id: String(id), quantity: 2 }] });
  await other.app.call('records.save', { model: 'Product', data: { ...product, name: 'Linden Breakfast tea' } });
  await confirmed(other);
  await branch.line.become({ kind: 'good' });
  await eventually('the product is refused', async () => (await countsOf(branch)).failed === 1);
  await branch.line.become({ kind: 'cut' });
  await sell(branch.app, 2);
}

async function countsOf({ app }: FaultBranch) {
  return (await app.call('sync.status', {})).counts;
}

async function confirmed(branch: FaultBranch): Promise<void> {
  await eventually(`everything of ${branch.name} is confirmed`, async () => {
    const { pending, syncing } = await countsOf(branch);
    return pending + syncing === 0;
  });
}
