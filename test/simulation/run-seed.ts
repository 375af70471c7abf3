import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openMaster } from '../../src/master/open-master.ts';
import { openStore } from '../../src/main/store/open-store.ts';
import { discoverModels } from '../../src/models/kit/discover.ts';
import { findDifference, findTornSale } from './checks.ts';
import { perfectLine, type LineFaults } from './line.ts';
import { createSeeded, type Seeded } from './seeded.ts';
import { settleWorld } from './settle-world.ts';
import { createSimBranch, type SimBranch } from './sim-branch.ts';
import { createSimTime } from './sim-time.ts';
import { actAtBranch } from './work.ts';

export interface SeedResult {
  readonly seed: number;
  /** What went wrong; undefined when nothing did. */
  readonly failure: string | undefined;
  readonly trace: readonly string[];
}

export interface SeedOptions {
  /** How many steps the world takes; default by the seed. A failing run is shrunk by giving less. */
  readonly steps?: number | undefined;
}

const models = await discoverModels();

/** Databases in memory where the system has such a folder: the files are real, the disk is not what is tested here. */
const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'synclog-sim-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
let template: Promise<string> | undefined;

/** A migrated, empty branch database, made once and copied: migrating for every branch of every seed would take most of the time. */
async function branchTemplate(): Promise<string> {
  template ??= (async () => {
    const dataDir = join(folder, 'template');
    const store = await openStore({ dataDir, models });
    store.context.db.exec('delete from sync_state');
    store.context.db.pragma('wal_checkpoint(truncate)');
    store.close();
    return join(dataDir, 'branch.sqlite');
  })();
  return template;
}

/** Lives one world from its seed: branches that work under faults, then peace, then the checks. */
export async function runSeed(seed: number, options: SeedOptions = {}): Promise<SeedResult> {
  const trace: string[] = [];
  const random = createSeeded(seed);
  const time = createSimTime(Date.parse('2026-11-23T08:00:00.000Z') + seed);
  const say = (line: string): void => void trace.push(`${((time.now() - seed) % 1e9) / 1000} ${line}`);
  const home = join(folder, String(seed));
  mkdirSync(home, { recursive: true });
  const master = await openMaster({ db: join(home, 'master.sqlite'), models, clock: { now: time.now } });
  const branches: SimBranch[] = [];
  let failure: string | undefined;
  try {
    const source = await branchTemplate();
    for (let index = 0; index < 2 + random.int(3); index += 1) {
      const dataDir = join(home, `b${index}`);
      mkdirSync(dataDir);
      copyFileSync(source, join(dataDir, 'branch.sqlite'));
      const onCommitted = (branch: SimBranch): void => {
        // While the first load is on, records come without their history.
        if (branch.store.sync.facts().initialLoad?.complete) failure ??= findTornSale(branch);
      };
      branches.push(
        await createSimBranch({
          name: `B${index}`,
          dataDir,
          master,
          models,
          time,
          random: random.fork(),
          trace: say,
          onCommitted,
        }),
      );
    }
    const steps = options.steps ?? 20 + random.int(60);
    const work = random.fork();
    const faults = random.fork();
    for (let step = 0; step < steps && failure === undefined; step += 1) {
      const branch = work.pick(branches);
      if (!branch.alive) await branch.restart();
      await actAtBranch(branch, work, say);
      causeFault(faults.pick(branches), faults, say);
      await time.advance(faults.chance(0.1) ? faults.int(600_000) : faults.int(4000));
    }
    failure ??= (await settleWorld(master, branches, time, say))
      ? await findDifference(master, branches)
      : await describeUnrest(master, branches);
  } catch (error) {
    failure = error instanceof Error ? (error.stack ?? error.message) : String(error);
  } finally {
    for (const branch of branches) await branch.close();
    await master.close();
    rmSync(home, { recursive: true, force: true });
  }
  return { seed, failure, trace };
}

async function describeUnrest(
  master: Awaited<ReturnType<typeof openMaster>>,
  branches: readonly SimBranch[],
): Promise<string> {
  const open = branches.map((branch) => {
    const logs = branch.store.SyncLog.search({}, { limit: 1000 }).filter((row) => row.sync_status !== 'completed');
    const shown = logs
      .slice(0, 5)
      .map(
        (row) =>
          `${row.id} ${row.action} ${row.model_name} ${row.model_id} ${row.sync_status} held by ${row.held_by} ${row.error_code ?? ''}`,
      );
    const { cursor, connection, lastError } = branch.store.sync.facts();
    return `${branch.name}: ${logs.length} open, cursor ${cursor}, ${connection.state}, ${lastError?.message ?? ''}\n  ${shown.join('\n  ')}`;
  });
  return `never came to rest (head ${await master.store.head()})\n${open.join('\n')}\n${(await findDifference(master, branches)) ?? ''}`;
}

/** Something goes wrong, or is put right again. */
function causeFault(branch: SimBranch, random: Seeded, say: (line: string) => void): void {
  const kind = random.int(12);
  if (kind === 0) {
    branch.faults.killIn(1 + random.int(120));
    say(`${branch.name} will be killed soon`);
  } else if (kind === 1) branch.kill();
  else if (kind <= 4) {
    const faults: LineFaults = {
      partitioned: random.chance(0.4),
      lostRequest: random.next() * 0.3,
      lostAnswer: random.next() * 0.4,
      duplicated: random.next() * 0.3,
      serverError: random.next() * 0.2,
      tooLarge: random.next() * 0.2,
      mostDelayMs: random.int(8000),
    };
    branch.setLine(faults);
    say(`${branch.name} line ${JSON.stringify(faults)}`);
  } else if (kind === 5) branch.setLine(perfectLine);
  else if (kind === 6) {
    branch.clockError = random.pick([0, 0, 60_000, -60_000, 3_600_000, -3_600_000, 40_000_000_000, -40_000_000_000]);
    say(`${branch.name} clock off by ${branch.clockError}`);
  } else if (kind === 7) {
    branch.faults.diskFull = !branch.faults.diskFull;
    say(`${branch.name} disk full: ${branch.faults.diskFull}`);
  }
}
