import { openStore, type Store } from '../../src/main/store/open-store.ts';
import { createSyncEngine, type SyncEngine } from '../../src/main/sync/engine.ts';
import type { Logger } from '../../src/main/logger.ts';
import { defaultSettings } from '../../src/shared/settings.ts';
import type { ModelRegistry } from '../../src/models/kit/registry.ts';
import { takeHeadOfficeVersion } from '../../src/main/sync/take-head-office-version.ts';
import type { MasterLink } from '../../src/main/sync/ports.ts';
import { createFaultPoint, type FaultPoint } from './crash.ts';
import { createDisk, type Image } from './databases.ts';
import { createLine, perfectLine, type Line, type LineFaults } from './line.ts';
import type { Seeded } from './seeded.ts';
import { createSimClient } from './sim-client.ts';
import type { SimMaster } from './sim-master.ts';
import { createSimScheduler } from './sim-scheduler.ts';
import type { SimTime } from './sim-time.ts';

/** A branch of the simulated world: the real store on a real database and the real engine, in a process that can be killed. */
export interface SimBranch {
  readonly name: string;
  readonly branchId: string;
  readonly store: Store;
  readonly engine: SyncEngine;
  readonly faults: FaultPoint;
  /** By how much its clock is wrong, in milliseconds. */
  clockError: number;
  readonly alive: boolean;
  setLine(faults: LineFaults): void;
  /** Gives a refused change up, as a person would. */
  takeHeadOffice(logId: number): Promise<void>;
  kill(): void;
  /** Starts the process again on the same database. */
  restart(): Promise<void>;
  close(): void;
}

export interface SimBranchParts {
  readonly name: string;
  readonly image: Image;
  readonly sim: SimMaster;
  readonly models: ModelRegistry;
  readonly time: SimTime;
  readonly random: Seeded;
  readonly trace: (line: string) => void;
  /** Told after each commit of pulled records. */
  readonly onCommitted: (branch: SimBranch, topics: ReadonlySet<string>) => void;
}

export async function createSimBranch(parts: SimBranchParts): Promise<SimBranch> {
  const { name, sim, models, time, random, trace } = parts;
  const { branchId } = await sim.master.enroll(name);
  let lineFaults = perfectLine;
  let clockError = 0;
  const disk = createDisk(parts.image);
  let process = await start();

  interface Process {
    readonly store: Store;
    readonly engine: SyncEngine;
    readonly faults: FaultPoint;
    readonly line: Line;
    readonly link: () => MasterLink;
  }

  async function start(): Promise<Process> {
    const faults = createFaultPoint(() => trace(`${name} killed`));
    const clock = { now: () => time.now() + clockError };
    const timers = time.timersOf(() => faults.dead);
    const logger: Logger = {
      debug() {},
      info() {},
      warn() {},
      error: (message, details) => {
        if (!faults.dead) trace(`${name} ERROR ${message} ${JSON.stringify(details ?? {})}`);
      },
    };
    const newId = (): string => random.uuid(time.now());
    const store = await openStore({
      dataDir: 'in memory',
      connection: disk.db,
      models,
      clock,
      newId,
      logger,
      yieldToOthers: async () => undefined,
      wrapPrepare: () => faults.wrap(disk.prepare),
    });
    if (!store.identity()) {
      store.setIdentity({
        branchId,
        branchName: name,
        masterId: sim.master.identity.masterId,
        masterPublicKey: sim.master.identity.publicKey,
      });
    }
    const line = createLine({ sim, time, random: random.fork(), trace });
    line.faults = lineFaults;
    const client = createSimClient(sim, line, branchId, name, time);
    const link = (): MasterLink => ({
      client,
      address: 'http://master',
      branch: { id: branchId, name },
      masterId: sim.master.identity.masterId,
      masterPublicKey: sim.master.identity.publicKey,
      installationId: store.installationId,
    });
    const engine = createSyncEngine({
      store: store.sync,
      link,
      settings: () => ({ ...defaultSettings, instance: 'slave', batchMaxChanges: 7 }),
      clock,
      timers,
      random: random.next,
      newId,
      newChallenge: () => 'ab'.repeat(32),
      scheduler: createSimScheduler(timers),
      timeZone: 'UTC',
      hostOnline: () => null,
      owner: `${name} ${random.int(1_000_000_000)}`,
      logger,
      statusChanged: () => undefined,
    });
    store.onCommitted((event) => {
      if (faults.dead) return;
      if (event.local) engine.changed();
      else parts.onCommitted(branch, event.topics);
    });
    engine.start();
    return { store, engine, faults, line, link };
  }

  function stop(): void {
    process.faults.die();
    process.line.cut();
    disk.powerOff();
  }

  const branch: SimBranch = {
    name,
    branchId,
    get store() {
      return process.store;
    },
    get engine() {
      return process.engine;
    },
    get faults() {
      return process.faults;
    },
    get alive() {
      return !process.faults.dead;
    },
    get clockError() {
      return clockError;
    },
    set clockError(milliseconds) {
      clockError = milliseconds;
    },
    setLine(faults) {
      lineFaults = faults;
      process.line.faults = faults;
    },
    async takeHeadOffice(logId) {
      // The answer needs time to travel, so it is not waited for.
      takeHeadOfficeVersion({ store: process.store.sync, link: process.link }, logId).catch((error: unknown) =>
        trace(`${name} ${String(error)}`),
      );
    },
    kill: () => process.faults.die(),
    async restart() {
      stop();
      process = await start();
      trace(`${name} started again`);
    },
    close() {
      stop();
      disk.close();
    },
  };
  return branch;
}
