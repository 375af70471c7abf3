import { openStore, type Store } from '../../src/main/store/open-store.ts';
import { createSyncEngine, type SyncEngine } from '../../src/main/sync/engine.ts';
import type { Logger } from '../../src/main/logger.ts';
import { defaultSettings } from '../../src/shared/settings.ts';
import type { ModelRegistry } from '../../src/models/kit/registry.ts';
import type { Master } from '../../src/master/open-master.ts';
import { takeHeadOfficeVersion } from '../../src/main/sync/take-head-office-version.ts';
import type { MasterLink } from '../../src/main/sync/ports.ts';
import { createFaultPoint, Killed, type FaultPoint } from './crash.ts';
import { createLine, perfectLine, type Line, type LineFaults } from './line.ts';
import type { Seeded } from './seeded.ts';
import type { SimTime } from './sim-time.ts';

/** A branch of the simulated world: the real store on a real file and the real engine, in a process that can be killed. */
export interface SimBranch {
  readonly name: string;
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
  /** Starts the process again on the same file. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export interface SimBranchParts {
  readonly name: string;
  readonly dataDir: string;
  readonly master: Master;
  readonly models: ModelRegistry;
  readonly time: SimTime;
  readonly random: Seeded;
  readonly trace: (line: string) => void;
  /** Told after each commit of pulled records. */
  readonly onCommitted: (branch: SimBranch) => void;
}

export async function createSimBranch(parts: SimBranchParts): Promise<SimBranch> {
  const { name, dataDir, master, models, time, random, trace } = parts;
  const { branchId } = await master.enroll(name);
  let lineFaults = perfectLine;
  let clockError = 0;
  let process = await start();

  interface Process {
    readonly store: Store;
    readonly engine: SyncEngine;
    readonly faults: FaultPoint;
    readonly line: Line;
    readonly link: () => MasterLink;
  }

  async function start(): Promise<Process> {
    const faults = createFaultPoint(() => trace(`${name} killed at a statement`));
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
      dataDir,
      models,
      clock,
      newId,
      logger,
      yieldToOthers: async () => undefined,
      wrapPrepare: faults.wrap,
    });
    if (!store.identity()) {
      store.setIdentity({
        branchId,
        branchName: name,
        masterId: master.identity.masterId,
        masterPublicKey: master.identity.publicKey,
      });
    }
    const line = createLine(master, branchId, time, random.fork());
    line.faults = lineFaults;
    const link = (): MasterLink => ({
      client: line.client,
      address: 'http://master',
      branch: { id: branchId, name },
      masterId: master.identity.masterId,
      masterPublicKey: master.identity.publicKey,
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
      scheduler: {
        schedule(spec, callback) {
          // Every five minutes for the sync, daily for the cleanup: as the calendar would.
          const every = spec.cron.startsWith('0 3') ? 86_400_000 : 300_000;
          let timer = timers.after(every, tick);
          function tick(): void {
            timer = timers.after(every, tick);
            callback();
          }
          return { nextAt: () => null, cancel: () => timer.cancel() };
        },
      },
      timeZone: 'UTC',
      hostOnline: () => null,
      owner: `${name} ${random.int(1_000_000_000)}`,
      logger,
      statusChanged: () => undefined,
    });
    store.onCommitted((event) => {
      if (faults.dead) return;
      if (event.local) engine.changed();
      else parts.onCommitted(branch);
    });
    engine.start();
    return { store, engine, faults, line, link };
  }

  const branch: SimBranch = {
    name,
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
    kill() {
      trace(`${name} killed`);
      process.faults.die();
    },
    async restart() {
      process.line.cut();
      // Closing without a commit: what was not committed is gone, as after a power cut.
      process.store.context.db.close();
      process = await start();
      trace(`${name} started again`);
    },
    async close() {
      process.faults.die();
      process.line.cut();
      process.store.context.db.close();
    },
  };
  return branch;
}

/** Whether this is how a killed process's work ends. */
export function isKilled(error: unknown): boolean {
  return error instanceof Killed || (error instanceof Error && error.cause instanceof Killed);
}
