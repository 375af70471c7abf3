import { discoverModels } from '../models/kit/discover.ts';
import type { ModelRegistry } from '../models/kit/registry.ts';
import { systemClock, type Clock } from '../shared/clock.ts';
import { SyncLogError } from '../shared/errors.ts';
import { newId as newUuid, type IdSource } from '../shared/ids.ts';
import { recordSchemaVersion } from '../shared/protocol/common.ts';
import type { Audit } from './audit.ts';
import { createBranchRegistry } from './branch-registry.ts';
import { createExchange } from './exchange.ts';
import { createFeedSignal } from './feed-signal.ts';
import { createHeadOfficeConflicts } from './head-office-conflicts.ts';
import { createHeadOfficeRecords } from './head-office-records.ts';
import type { Master } from './master.ts';
import { readIdentity } from './master-identity.ts';
import { createServer } from './server.ts';
import type { MasterStore } from './store/master-store.ts';
import { openSqliteMasterStore } from './store/sqlite-master-store.ts';

export interface MasterOptions {
  /** A SQLite file. */
  readonly db: string;
  readonly models?: ModelRegistry;
  /** The version of the record schema that it knows. */
  readonly recordSchemaVersion?: number;
  readonly clock?: Clock;
  readonly newId?: IdSource;
  /** An open store instead of the database named: a simulation keeps it in memory, with faults at its statements. */
  readonly store?: MasterStore;
  /** Writes the server's log to stderr. Default: false. */
  readonly log?: boolean;
}

/**
 * @throws SyncLogError `wrong-usage` for a kind of database that this version cannot use, and as openSqlite and migrateSqlite do
 */
export async function openMaster(options: MasterOptions): Promise<Master> {
  if (/^postgres(ql)?:/i.test(options.db)) {
    throw new SyncLogError(
      'wrong-usage',
      'This version keeps head office in an SQLite file only. Give --db the name of a file.',
    );
  }
  const clock = options.clock ?? systemClock;
  const models = options.models ?? (await discoverModels());
  const schemaVersion = options.recordSchemaVersion ?? recordSchemaVersion;
  const newId = options.newId ?? newUuid;
  const store = options.store ?? (await openSqliteMasterStore(options.db, models, clock, newId));
  const identity = await readIdentity(store, newId);
  const signal = createFeedSignal(store);
  const audit: Audit = (act, details) =>
    store.audit({ id: newId(), at: new Date(clock.now()).toISOString(), act, details: JSON.stringify(details) });
  const records = createHeadOfficeRecords(store, models, clock, signal, newId);
  let server: Awaited<ReturnType<typeof createServer>> | undefined;

  const master: Master = {
    ...createBranchRegistry({ store, clock, newId, audit }),
    ...createExchange({ store, models, schemaVersion, identity, clock, signal, audit }),
    identity,
    store,
    models,
    clock,
    signal,
    async listen({ host, port }) {
      server = await createServer(master, { log: options.log === true });
      try {
        const url = await server.listen({ host, port });
        const { port: taken } = new URL(url);
        return { url, port: Number(taken) };
      } catch (error) {
        const detail = error instanceof Error ? error.message : String(error);
        throw new SyncLogError(
          'wrong-usage',
          `Head office cannot listen on ${host}:${port} (${detail}). Choose another --port or --host.`,
          { cause: error },
        );
      }
    },
    recordSchemaVersion: schemaVersion,
    async backup(file) {
      const made = await store.backup(file);
      await audit('backup', made);
      return made;
    },
    records,
    conflicts: createHeadOfficeConflicts(store, records, audit),
    digests: () => store.digests(null),
    async close() {
      signal.stop();
      await server?.close();
      await store.close();
    },
  };
  return master;
}
