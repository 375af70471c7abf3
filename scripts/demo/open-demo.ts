import { join } from 'node:path';
import { z } from 'zod';
import { eventually } from '../../test/support/eventually.ts';
import { branchAnswerSchema, branchApp, type BranchApp } from './branch-app.ts';
import { fillHeadOffice } from './fill-head-office.ts';
import { openLine, type Line } from './line.ts';
import { makeShop, type ShopSize } from './seed.ts';
import type { Finished, Running, SynclogProcesses } from './synclog-process.ts';

export interface DemoBranch {
  readonly name: string;
  readonly dataDir: string;
  /** The address of its app, as a browser opens it. */
  url(): string;
  readonly app: BranchApp;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  start(): Promise<void>;
}

interface Stoppable {
  stop(): Promise<void>;
}

/** A head office and two branches on this machine. Branch A's way to head office is a line that can be cut. */
export interface Demo {
  readonly masterUrl: string;
  readonly db: string;
  readonly a: DemoBranch;
  readonly b: DemoBranch;
  readonly line: Line;
  close(): Promise<void>;
}

export interface DemoOptions {
  /** Empty, or not there yet. */
  readonly folder: string;
  readonly size: ShopSize;
  readonly synclog: SynclogProcesses;
  readonly say: (text: string) => void;
}

const masterAnswerSchema = z.object({ url: z.url() });
const enrolledSchema = z.object({ code: z.string() });
/** The same shop for everybody who tries the demo. */
const seed = 20_261_123;
/** Says "hung", not "slow". */
const loadDeadlineMs = 180_000;

export async function openDemo({ folder, size, synclog, say }: DemoOptions): Promise<Demo> {
  const db = join(folder, 'head-office', 'master.sqlite');
  const written = await fillHeadOffice(db, makeShop(seed, size, new Date()));
  say(`Head office has ${written.toLocaleString('en-GB')} records.`);
  const master = await synclog.start(['master', 'start', '--db', db, '--port', '0'], masterAnswerSchema);
  const line = await openLine(master.answer.url);

  async function open(name: string, masterUrl: string): Promise<DemoBranch & Stoppable> {
    const dataDir = join(folder, name.toLowerCase().replaceAll(' ', '-'));
    const { code } = await answerOf(enrolledSchema, synclog.run(['master', 'enroll', name, '--db', db, '--json']));
    await answerOf(
      z.unknown(),
      synclog.run(['branch', 'enroll', '--data-dir', dataDir, '--master', masterUrl, '--code', code, '--json']),
    );
    return await startBranch(synclog, name, dataDir);
  }
  const [a, b] = await Promise.all([open('Branch A', line.url), open('Branch B', master.answer.url)]);
  await Promise.all([a, b].map((branch) => waitUntilLoaded(branch, say)));
  return {
    masterUrl: master.answer.url,
    db,
    a,
    b,
    line,
    async close() {
      await Promise.all([a.stop(), b.stop()]);
      await line.close();
      await master.stop();
    },
  };
}

async function startBranch(synclog: SynclogProcesses, name: string, dataDir: string): Promise<DemoBranch & Stoppable> {
  const start = async (): Promise<Running<z.output<typeof branchAnswerSchema>>> =>
    await synclog.start(['branch', 'start', '--data-dir', dataDir, '--port', '0', '--no-open'], branchAnswerSchema);
  let process = await start();
  return {
    name,
    dataDir,
    url: () => process.answer.url,
    // Whichever process is running at the time of the call.
    app: { call: (channel, input) => branchApp(process.answer).call(channel, input) },
    kill: () => process.kill(),
    async start() {
      process = await start();
    },
    async stop() {
      await process.stop();
    },
  };
}

async function waitUntilLoaded({ name, app }: DemoBranch, say: (text: string) => void): Promise<void> {
  let said = '';
  await eventually(
    `${name} loads head office's records`,
    async () => {
      const { initialLoad } = await app.call('sync.status', {});
      if (!initialLoad) return false;
      const text = `${name} has loaded ${initialLoad.done.toLocaleString('en-GB')} of ${initialLoad.total.toLocaleString('en-GB')} records.`;
      if (text !== said && initialLoad.total > 0) say(text);
      said = text;
      return initialLoad.complete;
    },
    { timeoutMs: loadDeadlineMs, intervalMs: 250 },
  );
}

async function answerOf<S extends z.ZodType>(schema: S, finished: Promise<Finished>): Promise<z.output<S>> {
  const { code, stdout, stderr } = await finished;
  if (code !== 0) throw new Error(stderr.trim());
  return schema.parse(JSON.parse(stdout));
}
