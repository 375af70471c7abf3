import { networkInterfaces } from 'node:os';
import type { LineShape } from '../../support/line-shape.ts';
import { eventually } from '../../support/eventually.ts';
import { agree } from '../world/agreement.ts';
import { openFaultBranch, type FaultBranch } from '../world/branch.ts';
import { openHeadOffice, type HeadOffice } from '../world/head-office.ts';
import { saveProducts } from '../world/products.ts';
import { inWorld, type FaultWorld } from '../world/world.ts';

export interface BadLine {
  readonly changes: number;
  readonly shape: LineShape;
  /** How often the branch is killed on the way. */
  readonly kills: number;
  /** Bytes on the line, over those of one clean transfer of the same changes. */
  readonly mostOverhead: number;
}

/** 2 Mbit/s, 200 ms round trip, 2 % loss. */
export const badLine: LineShape = { bytesPerSecond: 250_000, delayMs: 100, loss: 0.02 };

/** A drain over a slow, far and lossy line finishes, survives kills, and sends little more than it would have had to. */
export async function drainOverBadLine(
  world: FaultWorld,
  entry: string,
  { changes, shape, kills, mostOverhead }: BadLine,
): Promise<string> {
  const clean = await inWorld(
    { seed: 1, entry, say: world.say },
    async (other) => await drain(other, { changes, kills: 0 }),
  );
  world.say(`one clean transfer: ${clean.bytes} bytes in ${clean.seconds.toFixed(1)} s`);
  const bad = await drain(world, { changes, kills, shape });
  const overhead = bad.bytes / clean.bytes;
  const said = `${changes.toLocaleString('en-GB')} changes in ${bad.seconds.toFixed(0)} s with ${kills} kills, ${bad.bytes.toLocaleString('en-GB')} bytes: ${overhead.toFixed(2)} × one clean transfer`;
  if (overhead > mostOverhead) throw new Error(`${said}, more than ${mostOverhead}`);
  return `${said}; ${bad.seen}`;
}

interface Drain {
  readonly changes: number;
  readonly kills: number;
  readonly shape?: LineShape;
}

async function drain(world: FaultWorld, { changes, kills, shape }: Drain) {
  const office = await openHeadOffice(world);
  // Over an address that is not this machine's own loopback a branch compresses, as over any real line.
  const branch = await openFaultBranch(world, office, 'A', { host: outsideAddress(), ...(shape && { shape }) });
  const ids = await saveProducts(branch, changes);
  const before = branch.line.carried.toMaster + branch.line.carried.toBranch;
  const began = performance.now();
  await branch.start();
  for (let kill = 1; kill <= kills; kill += 1) {
    await reach(office, Math.floor((changes * kill) / (kills + 1)));
    world.say(`killed at ${office.head()} of ${changes}`);
    await branch.kill();
    await branch.start();
  }
  await confirmed(branch);
  const seconds = (performance.now() - began) / 1000;
  const bytes = branch.line.carried.toMaster + branch.line.carried.toBranch - before;
  world.say(
    `${branch.line.carried.toMaster} bytes to head office, ${branch.line.carried.toBranch} to the branch, before ${before}`,
  );
  return { seconds, bytes, seen: await agree(office, [branch], { ids }) };
}

function outsideAddress(): string {
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  return addresses.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? '127.0.0.1';
}

const hung = { timeoutMs: 1_800_000, intervalMs: 20 };

async function reach(office: HeadOffice, changes: number): Promise<void> {
  await eventually(`head office has ${changes} changes`, () => office.head() >= changes, hung);
}

async function confirmed({ app }: FaultBranch): Promise<void> {
  await eventually(
    'everything is confirmed',
    async () => {
      const { counts } = await app.call('sync.status', {});
      return counts.pending + counts.syncing === 0;
    },
    { ...hung, intervalMs: 200 },
  );
}
