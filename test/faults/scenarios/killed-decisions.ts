import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '../../support/eventually.ts';
import { agree } from '../world/agreement.ts';
import { openFaultBranch, type FaultBranch } from '../world/branch.ts';
import { openHeadOffice, type HeadOffice } from '../world/head-office.ts';
import { saveProducts } from '../world/products.ts';
import { readMaster } from '../world/read-database.ts';
import type { FaultWorld } from '../world/world.ts';

const patient = { timeoutMs: 120_000, intervalMs: 50 };

/**
 * A person decides one conflict after another; each time the branch or head office is killed while the decision is written or on its way. A decision that was
 * answered stands, is known at the other branch and at head office, and is there once.
 */
export async function killedDecisions(world: FaultWorld, { conflicts }: { conflicts: number }): Promise<string> {
  const office = await openHeadOffice(world);
  const [a, b] = [await openFaultBranch(world, office, 'A'), await openFaultBranch(world, office, 'B')];
  const ids = await saveProducts(a, conflicts);
  for (const branch of [a, b]) await branch.start();
  await disagree(a, b, ids);
  const known = await openConflicts(a, conflicts);
  await openConflicts(b, conflicts);
  let answered = 0;
  const kills = { branch: 0, master: 0 };
  for (const { id, modelId } of known) {
    const victim = world.random.pick(['branch', 'master'] as const);
    kills[victim] += 1;
    answered += await decide(world, a, id, modelId, victim === 'branch' ? a : office);
  }
  const seen = await agree(office, [a, b], { ids });
  for (const branch of [a, b]) await openConflicts(branch, 0);
  checkDecided(office, conflicts);
  for (const { modelId } of known)
    for (const { app, name } of [a, b]) {
      const { record } = await app.call('records.get', { model: 'Product', id: modelId });
      if (record['name'] !== decidedName(modelId)) throw new Error(`${name} shows ${String(record['name'])}`);
    }
  return `${conflicts} conflicts decided, ${answered} before the kill; branch killed ${kills.branch} times, head office ${kills.master} times; ${seen}`;
}

const decidedName = (id: string): string => `Decided ${id}`;

/** Both give each product another name without knowing of each other. */
async function disagree(a: FaultBranch, b: FaultBranch, ids: readonly string[]): Promise<void> {
  const rename = async (branch: FaultBranch): Promise<void> => {
    for (const id of ids)
      await branch.app.call('records.save', { model: 'Product', data: { id, name: `${branch.name} ${id}` } });
  };
  const last = ids.at(-1) ?? '';
  await eventually('B has what A has made', () => b.app.call('records.get', { model: 'Product', id: last }), patient);
  await b.line.become({ kind: 'cut' });
  await rename(b);
  await rename(a);
  await eventually(
    'A is confirmed',
    async () => {
      const { counts } = await a.app.call('sync.status', {});
      return counts.pending + counts.syncing === 0;
    },
    patient,
  );
  await b.line.become({ kind: 'good' });
  await b.app.call('sync.now', {});
}

async function openConflicts({ app, name }: FaultBranch, count: number) {
  return await eventually(
    `${name} knows of ${count} open conflicts`,
    async () => {
      const { rows, open } = await app.call('conflicts.list', { state: 'open', offset: 0, limit: 1000 });
      return open === count && rows;
    },
    patient,
  );
}

/** Returns 1 when the decision was answered in spite of the kill. */
async function decide(
  { random }: FaultWorld,
  branch: FaultBranch,
  id: string,
  modelId: string,
  victim: FaultBranch | HeadOffice,
): Promise<number> {
  const resolve = () => branch.app.call('conflicts.resolve', { id, values: { name: decidedName(modelId) } });
  const decision = resolve();
  // At once, because what a person does would go out a second later by itself, after every kill.
  const sent = decision.then(() => branch.app.call('sync.now', {}));
  const [[outcome]] = await Promise.all([
    Promise.allSettled([decision, sent]),
    pause(random.whole(0, 60)).then(() => victim.kill()),
  ]);
  await victim.start();
  const { state } = await branch.app.call('conflicts.get', { id });
  const answered = outcome.status === 'fulfilled';
  if (state === 'resolved') return answered ? 1 : 0;
  if (answered) throw new Error(`The decision of ${id} was answered and is lost`);
  await resolve();
  return 0;
}

function checkDecided({ db }: HeadOffice, expected: number): void {
  const { total, open } = readMaster(db, (file) => ({
    total: Number(file.prepare('select count(*) from conflicts').pluck().get()),
    open: Number(file.prepare('select count(*) from conflicts where resolved_at is null').pluck().get()),
  }));
  if (total !== expected || open !== 0)
    throw new Error(`Head office has ${total} conflicts instead of ${expected}, ${open} of them open`);
}
