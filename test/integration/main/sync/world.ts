import { randomBytes } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { createSyncEngine, type SyncEngine } from '../../../../src/main/sync/engine.ts';
import type { EnginePorts, MasterLink } from '../../../../src/main/sync/ports.ts';
import type { JobSpec, Scheduler } from '../../../../src/main/sync/scheduler.ts';
import { silentLogger } from '../../../../src/main/logger.ts';
import type { Store, StoreOptions } from '../../../../src/main/store/open-store.ts';
import { SyncLogError } from '../../../../src/shared/errors.ts';
import { newId } from '../../../../src/shared/ids.ts';
import type { RecordRow } from '../../../../src/shared/record.ts';
import { defaultSettings, type Settings } from '../../../../src/shared/settings.ts';
import type { SyncRun } from '../../../../src/shared/status.ts';
import type { SyncLogRow } from '../../../../src/shared/sync-log.ts';
import { createLittleMaster, type LittleMaster } from '../../../support/little-master.ts';
import { openTestStore } from '../../../support/open-test-store.ts';
import { createSeededRandom, createVirtualTime, type VirtualTime } from '../../../support/virtual-time.ts';

/** A calendar that fires when a test says so. */
export interface TestScheduler extends Scheduler {
  readonly jobs: Map<string, { readonly spec: JobSpec; readonly fire: () => void }>;
}

function createTestScheduler(): TestScheduler {
  const jobs: TestScheduler['jobs'] = new Map();
  return {
    jobs,
    schedule(spec, fire) {
      jobs.set(spec.name, { spec, fire });
      return { nextAt: () => null, cancel: () => void jobs.delete(spec.name) };
    },
  };
}

export interface World {
  readonly time: VirtualTime;
  readonly store: Store;
  readonly master: LittleMaster;
  readonly engine: SyncEngine;
  readonly scheduler: TestScheduler;
  readonly settings: Settings;
  /** What the engine is given, for a second engine on the same store. */
  readonly ports: EnginePorts;
  /** What the host says of the network. */
  hostOnline: boolean | null;
  /** Null: the branch stands alone. */
  link: MasterLink | null;
  /** What the link needs is kept there. `given`: what came of the last reading. */
  readonly keyStore: { locked: boolean; fails: boolean; given: boolean; readings: number };
  statusChanges: number;
  /** Syncs as a person does, to the end, however much virtual time it takes. */
  sync(): Promise<SyncRun>;
  /** Saves products, each on its own. */
  addProducts(count: number): Promise<string[]>;
  logs(): SyncLogRow[];
}

export interface WorldOptions {
  readonly settings?: Partial<Settings>;
  readonly seed?: number;
  readonly store?: Partial<StoreOptions>;
  /** Of another world, whose branch is started again in this one. */
  readonly master?: LittleMaster;
  readonly time?: VirtualTime;
}

/** A branch with a real store, the engine, virtual time and a head office in memory. */
export async function createWorld(options: WorldOptions = {}): Promise<World> {
  const { settings = {}, seed = 1, time = createVirtualTime() } = options;
  const store = await openTestStore({ clock: time.clock, ...options.store });
  const master = options.master ?? createLittleMaster(time.clock);
  const scheduler = createTestScheduler();
  const branch = { id: newId(), name: 'Branch A' };
  const chosen: Settings = { ...defaultSettings, instance: 'slave', ...settings };
  const ports: EnginePorts = {
    store: store.sync,
    link: () => (world.keyStore.given ? world.link : null),
    outOfReach() {
      if (world.keyStore.given || !world.link) return null;
      const error = new SyncLogError('secrets-unavailable', 'The key store is locked.');
      return { address: world.link.address, branch: world.link.branch, error };
    },
    async readCredentials() {
      world.keyStore.readings += 1;
      await Promise.resolve();
      if (world.keyStore.fails) throw new Error('the settings could not be read');
      world.keyStore.given = !world.keyStore.locked;
    },
    settings: () => chosen,
    clock: time.clock,
    timers: time.timers,
    random: createSeededRandom(seed),
    newId,
    newChallenge: () => randomBytes(16).toString('hex'),
    scheduler,
    timeZone: 'Europe/Brussels',
    hostOnline: () => world.hostOnline,
    owner: 'this-process',
    logger: silentLogger,
    statusChanged: () => {
      world.statusChanges += 1;
    },
  };
  const engine = createSyncEngine(ports);
  onTestFinished(async () => time.until(engine.stop()));
  store.onCommitted(({ local }) => {
    if (local) engine.changed();
  });
  let made = 0;
  const world: World = {
    time,
    store,
    master,
    engine,
    scheduler,
    settings: chosen,
    ports,
    hostOnline: null,
    keyStore: { locked: false, fails: false, given: true, readings: 0 },
    link: {
      client: master.client(branch.id),
      address: 'http://head-office.example',
      branch,
      masterId: master.masterId,
      masterPublicKey: master.publicKey,
      installationId: store.installationId,
    },
    statusChanges: 0,
    sync: () => time.until(engine.run('person')),
    async addProducts(count) {
      const products = store.repository('Product');
      const saved = await store.write(
        (trx) =>
          Array.from({ length: count }, () => {
            made += 1;
            return products.save(trx, product(made));
          }),
        { independent: true },
      );
      return saved.map((row) => String(row['id']));
    },
    logs: () => store.SyncLog.search({}, { limit: 1000 }).reverse(),
  };
  return world;
}

export function product(number: number): RecordRow {
  return { sku: `SKU-${number}`, name: `Product ${number}`, price_cents: number };
}
