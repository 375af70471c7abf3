import { openStore, type Store } from '../../src/main/store/open-store.ts';
import { createSyncEngine, type SyncEngine } from '../../src/main/sync/engine.ts';
import { rejoin } from '../../src/main/sync/rejoin.ts';
import type { Logger } from '../../src/main/logger.ts';
import { defaultSettings } from '../../src/shared/settings.ts';
import { takeHeadOfficeVersion } from '../../src/main/sync/take-head-office-version.ts';
import type { EnginePorts, MasterLink } from '../../src/main/sync/ports.ts';
import { createFaultPoint, isKilled, type FaultPoint } from './crash.ts';
import { createDisk, type Disk, type Image } from './databases.ts';
import { createLine, perfectLine, type Line, type LineFaults } from './line.ts';
import type { Seeded } from './seeded.ts';
import { createSimClient } from './sim-client.ts';
import type { SimMaster } from './sim-master.ts';
import { createSimScheduler } from './sim-scheduler.ts';
import type { SimTime } from './sim-time.ts';
import { migrateTo, type AppVersion, type ModelsOf } from './versions.ts';

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
  /** Something that head office has said is on its way here. */
  readonly hearsMore: boolean;
  /** Gives a refused change up, as a person would. */
  takeHeadOffice(logId: number): Promise<void>;
  /** Makes this installation the branch, as a person would who was told that it was stopped (I18). */
  rejoin(): void;
  kill(): void;
  /** Starts the process again on the same database. */
  restart(): Promise<void>;
  /** A newer app is installed; it starts at once, and dies at a statement of that start, or not. */
  upgrade(to: AppVersion, killedAt: number | undefined): Promise<void>;
  readonly version: AppVersion;
  /** What lies on its disk. */
  copy(): Image;
  /** An older copy of the database takes the place of the one that was there (I18). */
  putBack(from: Image): Promise<void>;
  /** The computer starts with an empty disk, and is enrolled anew under the branch's name. */
  wipe(): Promise<void>;
  /** So many changes are sent at once at the most. */
  readonly batch: number;
  close(): void;
}

export interface SimBranchParts {
  readonly name: string;
  readonly image: Image;
  readonly sim: SimMaster;
  readonly models: ModelsOf;
  readonly version: AppVersion;
  /** The branch that its data was copied from; without, it is enrolled. */
  readonly branchId?: string;
  readonly batch: number;
  readonly time: SimTime;
  readonly random: Seeded;
  readonly trace: (line: string) => void;
  /** Told after each commit of pulled records. */
  readonly onCommitted: (branch: SimBranch, topics: ReadonlySet<string>) => void;
}

/** Work that a killed process began ends like this, and that is no failure of the world. */
function unlessKilled(error: unknown): void {
  if (!isKilled(error)) throw error;
}

export async function createSimBranch(parts: SimBranchParts): Promise<SimBranch> {
  const { name, sim, models, time, random, trace } = parts;
  const branchId = parts.branchId ?? (await sim.master.enroll(name)).branchId;
  let lineFaults = perfectLine;
  let clockError = 0;
  let { version } = parts;
  let disk = createDisk(parts.image);
  /** What the last process worked with, which is looked at until another one has started. */
  let left: Disk | undefined;
  let process = await start();

  interface Process {
    readonly store: Store;
    readonly engine: SyncEngine;
    readonly faults: FaultPoint;
    readonly line: Line;
    readonly ports: EnginePorts & { readonly link: () => MasterLink };
    rejoining: boolean;
  }

  async function start(killedAt = Number.POSITIVE_INFINITY): Promise<Process> {
    const { prepare } = disk;
    const faults = createFaultPoint(() => trace(`${name} killed`));
    faults.killIn(killedAt);
    migrateTo(version, disk.db, faults.pass);
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
      models: models(version),
      schema: { version, upgrades: [] },
      clock,
      newId,
      logger,
      yieldToOthers: async () => undefined,
      wrapPrepare: () => faults.wrap(prepare),
    });
    if (!store.identity()) {
      await enroll(store.installationId);
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
      get installationId() {
        return store.installationId;
      },
    });
    const ports = {
      store: store.sync,
      link,
      settings: () => ({ ...defaultSettings, instance: 'slave' as const, batchMaxChanges: parts.batch }),
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
    };
    const engine = createSyncEngine(ports);
    store.onCommitted((event) => {
      if (faults.dead) return;
      if (event.local) engine.changed();
      else parts.onCommitted(branch, event.topics);
    });
    engine.start();
    return { store, engine, faults, line, ports, rejoining: false };
  }

  /** As a code that is redeemed tells head office which installation the branch is (I13, I18): somebody stands by until that has been done. */
  async function enroll(installationId: string): Promise<void> {
    try {
      await sim.master.rejoin(branchId, installationId);
    } catch (error) {
      unlessKilled(error);
      await sim.restart();
      await enroll(installationId);
    }
  }
  async function reopen(image: Image, killedAt?: number): Promise<void> {
    left?.close();
    left = disk;
    disk = createDisk(image);
    try {
      process = await start(killedAt);
    } catch (error) {
      // It is started again, as it would be after any other death.
      unlessKilled(error);
      disk.powerOff();
      return;
    }
    left.close();
    left = undefined;
  }
  function stop(): void {
    process.faults.die();
    process.line.cut();
    disk.powerOff();
    // It does nothing any more; but signals that nobody ever ends keep all that waits for them in this process's memory.
    process.engine.stop().catch(unlessKilled);
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
    get hearsMore() {
      return process.line.answersOnTheirWay > 0;
    },
    setLine(faults) {
      lineFaults = faults;
      process.line.faults = faults;
    },
    async takeHeadOffice(logId) {
      // The answer needs time to travel, so it is not waited for.
      takeHeadOfficeVersion(process.ports, logId).catch((error: unknown) => trace(`${name} ${String(error)}`));
    },
    kill: () => process.faults.die(),
    async restart() {
      stop();
      process = await start();
      left?.close();
      left = undefined;
      trace(`${name} started again`);
    },
    get version() {
      return version;
    },
    async upgrade(to, killedAt) {
      stop();
      version = to;
      await reopen(disk.copy(), killedAt);
      trace(`${name} upgraded to version ${to}`);
    },
    copy() {
      if (process.faults.dead) disk.powerOff();
      return disk.copy();
    },
    async putBack(from) {
      stop();
      await reopen(from);
      trace(`${name} put back to an older copy`);
    },
    async wipe() {
      stop();
      trace(`${name} is wiped and enrolled anew`);
      await reopen(parts.image);
    },
    batch: parts.batch,
    rejoin() {
      const asked = process;
      if (asked.rejoining || asked.faults.dead) return;
      asked.rejoining = true;
      trace(`${name} rejoins`);
      // The answer needs time to travel, so it is not waited for.
      rejoin(asked.ports)
        .then(
          ({ kept, acknowledged }) => {
            trace(`${name} has rejoined: ${kept} kept, ${acknowledged} acknowledged`);
            asked.engine.linkChanged();
            asked.engine.request('person');
          },
          (error: unknown) => trace(`${name} has not rejoined: ${String(error)}`),
        )
        .catch(unlessKilled)
        .finally(() => {
          asked.rejoining = false;
        });
    },
    close() {
      stop();
      left?.close();
      disk.close();
    },
  };
  return branch;
}
