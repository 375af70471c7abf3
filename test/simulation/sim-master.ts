import type { Master } from '../../src/master/master.ts';
import { openMaster } from '../../src/master/open-master.ts';
import { createSqliteMasterStore } from '../../src/master/store/sqlite-master-store.ts';
import { createFaultPoint, isKilled, type FaultPoint } from './crash.ts';
import { createDisk, type Disk, type Image } from './databases.ts';
import type { Defect } from './plan.ts';
import type { Seeded } from './seeded.ts';
import type { SimTime } from './sim-time.ts';
import { migrateTo, type AppVersion, type ModelsOf } from './versions.ts';

/** Head office of the simulated world: the real store and judge, in a process that can be killed. */
export interface SimMaster {
  /** The running process, or the one that has died. */
  readonly master: Master;
  readonly disk: Disk;
  readonly faults: FaultPoint;
  readonly alive: boolean;
  /** By how much its clock is wrong, in milliseconds. */
  clockError: number;
  /** Told when the process dies: every connection breaks. Returns how to stop. */
  onDeath(listener: () => void): () => void;
  kill(): void;
  restart(): Promise<void>;
  /** A newer program is installed; it starts at once, and dies at a statement of that start, or not. */
  upgrade(to: AppVersion, killedAt: number | undefined): Promise<void>;
  readonly version: AppVersion;
  /** It fails at some changes for ever. */
  readonly defect: Defect | undefined;
  /** An older copy of the database takes the place of the one that was there (I17). @param told by the command for it, which begins a new epoch */
  restore(from: Image, told: boolean): Promise<void>;
  /** How often that has happened. */
  readonly restores: number;
  close(): void;
}

export interface SimMasterParts {
  readonly image: Image;
  readonly models: ModelsOf;
  readonly version: AppVersion;
  readonly defect: Defect | undefined;
  readonly time: SimTime;
  readonly random: Seeded;
  readonly trace: (line: string) => void;
}

interface Process {
  readonly master: Master;
  readonly faults: FaultPoint;
}

export async function createSimMaster(parts: SimMasterParts): Promise<SimMaster> {
  const { image, time, random, trace } = parts;
  let { version } = parts;
  let clockError = 0;
  const mourners = new Set<() => void>();
  const clock = { now: () => time.now() + clockError };
  const newId = (): string => random.uuid(time.now());
  let disk = createDisk(image);
  let restores = 0;
  let process = await start();

  async function start(killedAt = Number.POSITIVE_INFINITY): Promise<Process> {
    const faults = createFaultPoint(() => {
      trace('head office killed');
      for (const mourn of mourners) mourn();
    });
    faults.killIn(killedAt);
    migrateTo(version, disk.db, faults.pass);
    const models = parts.models(version);
    const { prepare } = disk;
    const store = createSqliteMasterStore(disk.db, models, clock, newId, () => faults.wrap(prepare));
    const options = { db: 'in memory', store, models, recordSchemaVersion: version, clock, newId };
    return { master: await openMaster(options), faults };
  }
  async function reopen(from: Image, killedAt?: number): Promise<void> {
    disk.close();
    disk = createDisk(from);
    try {
      process = await start(killedAt);
    } catch (error) {
      // It is started again, as it would be after any other death.
      if (!isKilled(error)) throw error;
      disk.powerOff();
    }
  }
  function stop(): void {
    process.faults.die();
    process.master.signal.stop();
    disk.powerOff();
  }
  return {
    get master() {
      return process.master;
    },
    get disk() {
      return disk;
    },
    get restores() {
      return restores;
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
    onDeath(listener) {
      mourners.add(listener);
      return () => void mourners.delete(listener);
    },
    kill: () => process.faults.die(),
    async restart() {
      stop();
      process = await start();
      trace('head office started again');
    },
    get version() {
      return version;
    },
    defect: parts.defect,
    async upgrade(to, killedAt) {
      stop();
      version = to;
      await reopen(disk.copy(), killedAt);
      trace(`head office upgraded to version ${to}`);
    },
    async restore(from, told) {
      stop();
      await reopen(from);
      restores += 1;
      trace(`head office put back to an older copy, ${told ? 'by its command' : 'by hand'}`);
      if (told) await process.master.beginEpoch('restored from a backup', true);
    },
    close() {
      stop();
      disk.close();
    },
  };
}
