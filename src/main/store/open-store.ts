import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { branchMigrations } from '../../../migrations/branch/index.ts';
import { payloadUpgrades } from '../../../migrations/payloads/index.ts';
import { recordMigrations } from '../../../migrations/records/index.ts';
import { discoverModels } from '../../models/kit/discover.ts';
import type { Model } from '../../models/kit/define-model.ts';
import type { ModelRegistry } from '../../models/kit/registry.ts';
import { systemClock, type Clock } from '../../shared/clock.ts';
import { createHybridClock } from '../../shared/hybrid-clock.ts';
import { newId, type IdSource } from '../../shared/ids.ts';
import type { RecordSchema } from '../../shared/payload-upgrade.ts';
import { recordSchemaVersion } from '../../shared/protocol/common.ts';
import { watchFileInPlace } from '../../sqlite/file-in-place.ts';
import { translateSqliteError } from '../../sqlite/sqlite-error.ts';
import { migrateSqlite } from '../../sqlite/migrate.ts';
import { openSqlite, type SqliteConnection } from '../../sqlite/open-sqlite.ts';
import { statementCacheOf, type Prepare } from '../../sqlite/statement-cache.ts';
import { silentLogger, type Logger } from '../logger.ts';
import type { SyncStore } from '../sync/sync-store.ts';
import { applyEntry } from './apply-entry.ts';
import { meetRecords } from './met-records.ts';
import type { StoreContext } from './context.ts';
import { noteExcludedModels, stayedByChoice } from './excluded-models.ts';
import { readFacts } from './facts.ts';
import {
  readEnrollingAs,
  readIdentity,
  readInstallationId,
  readMasterAddress,
  writeIdentity,
  writeMasterAddress,
  type BranchIdentity,
} from './identity.ts';
import { claimLogKey, readLogKeyFingerprint } from './log-key-fingerprint.ts';
import { createLogVault } from './log/log-vault.ts';
import { createPartsOfIds } from './log/parts-of-ids.ts';
import { createSyncLog, type SyncLog } from './log/sync-log.ts';
import {
  createRecordTable,
  findTableProblem,
  sentenceOfTableProblem,
  type RecordTable,
  type TableProblem,
} from '../../sqlite/record-table.ts';
import { replayParked } from './parked.ts';
import { createRepository, type Repository } from './repository.ts';
import { createSyncStore } from './sync-store.ts';
import { createUnitOfWork, type UnitOfWork } from './unit-of-work.ts';

export type { TableProblem };

export interface StoreOptions {
  /** The folder that holds `branch.sqlite`; made where it does not exist. */
  readonly dataDir: string;
  readonly models?: ModelRegistry;
  /** Models that stay at this branch, besides those that exclude themselves. `as before`: who knows has lost it, and what was to stay here must not go out by that. */
  readonly excludedModels?: readonly string[] | 'as before';
  /** The version of the record schema, and how older payloads get there. */
  readonly schema?: RecordSchema;
  readonly clock?: Clock;
  readonly newId?: IdSource;
  readonly logger?: Logger;
  readonly yieldToOthers?: () => Promise<void>;
  /** Comes between the store and its statements, so that faults can be put at each of them. */
  readonly wrapPrepare?: (prepare: Prepare) => Prepare;
  /** An open and migrated database instead of the folder's file: a simulation keeps thousands of them in memory. */
  readonly connection?: SqliteConnection;
}

export interface CommittedEvent {
  readonly topics: ReadonlySet<string>;
  /** A person's or program's change that waits to be sent. */
  readonly local: boolean;
}

/** An open branch database. */
export interface Store {
  readonly models: ModelRegistry;
  /** Models that are left out, and why. */
  readonly leftOut: readonly TableProblem[];
  readonly write: UnitOfWork['write'];
  /** @throws SyncLogError `unknown-model` */
  repository(modelName: string): Repository;
  readonly SyncLog: SyncLog;
  /** What the sync engine works with. */
  readonly sync: SyncStore;
  readonly context: StoreContext;
  /** Names this installation (I18); another one after the branch has rejoined. */
  readonly installationId: string;
  /** As which installation it enrols: a new one where it was a branch before, the same until that has succeeded. */
  enrollingAs(): string;
  identity(): BranchIdentity | null;
  setIdentity(identity: BranchIdentity): void;
  /** Where head office was reached last; null: never. */
  masterAddress(): string | null;
  noteMasterAddress(address: string): void;
  /** The models that stay at this branch because the settings say so. */
  readonly stayingByChoice: ReadonlySet<string>;
  /** Of the key that the log's sensitive values are encrypted with; null = none yet. */
  logKeyFingerprint(): string | null;
  /** @param key 32 bytes; null = none to be had, and the values are kept as they are */
  useLogKey(key: Buffer | null): void;
  /** Makes this the key's fingerprint unless another process was faster (`instead` is the one to replace). Returns what it is then. */
  claimLogKey(fingerprint: string, instead?: string | null): string;
  /** Tells of every commit made here; returns how to stop. */
  onCommitted(listener: (event: CommittedEvent) => void): () => void;
  /** Changes whenever another process has committed to the same database. */
  dataVersion(): number;
  close(): void;
}

/**
 * Opens the branch's database: migrates it (with a backup before), reads the pragmas back, and leaves out models whose table is missing.
 * @throws SyncLogError `data-folder-unusable`, `database-corrupt`, `database-full`, `database-read-only`, `database-newer`, `database-busy`
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  try {
    return await open(options);
  } catch (error) {
    throw translateSqliteError(error) ?? error;
  }
}

async function open(options: StoreOptions): Promise<Store> {
  const logger = options.logger ?? silentLogger;
  const db = options.connection ?? (await openFile(options.dataDir));
  const statements = statementCacheOf(db);
  const prepare = options.wrapPrepare ? options.wrapPrepare(statements) : statements;
  const models = options.models ?? (await discoverModels());
  const tables = new Map<string, RecordTable>();
  const leftOut: TableProblem[] = [];
  for (const model of models.all) {
    const problem = findTableProblem(db, model);
    if (problem === undefined) tables.set(model.name, createRecordTable(model, prepare));
    else leftOut.push(problem);
  }
  for (const problem of leftOut) logger.warn(sentenceOfTableProblem(problem));

  const clock = options.clock ?? systemClock;
  const { excludedModels = [] } = options;
  const excluded = new Set(excludedModels === 'as before' ? stayedByChoice(prepare, models) : excludedModels);
  let offset = 0;
  let writer = 'unenrolled';
  const context: StoreContext = {
    db,
    prepare,
    checkInPlace: options.connection ? () => undefined : watchFileInPlace(fileIn(options.dataDir)),
    models,
    findTable: (name) => tables.get(name),
    table(name) {
      const table = tables.get(models.get(name).name);
      if (table) return table;
      const problem = leftOut.find(({ model }) => model === name);
      throw new Error(problem ? sentenceOfTableProblem(problem) : `No table for ${name}`);
    },
    isExcluded: (model: Model) => model.excluded || excluded.has(model.name),
    vault: createLogVault(models),
    partsOfIds: createPartsOfIds(prepare, () => db.inTransaction),
    schema: options.schema ?? { version: recordSchemaVersion, upgrades: payloadUpgrades },
    clock,
    hybridClock: createHybridClock(
      clock,
      () => writer,
      () => offset,
    ),
    newId: options.newId ?? newId,
    logger,
    yieldToOthers: options.yieldToOthers ?? (() => nextTurn()),
  };

  const listeners = new Set<(event: CommittedEvent) => void>();
  const units = createUnitOfWork(context, (topics, local) => {
    if (topics.size === 0) return;
    for (const listener of listeners) listener({ topics, local });
  });
  const refreshWriter = (): void => {
    writer = readIdentity(context)?.branchId ?? 'unenrolled';
    offset = readFacts(context).clockOffsetMs ?? 0;
  };
  refreshWriter();
  units.change(() => readInstallationId(context));
  noteExcludedModels(context, units);
  const replayed = replayParked(context, (work) =>
    units.apply((trx) => work((entry) => void applyEntry(context, trx, entry, meetRecords(context, [entry])))),
  );
  if (replayed > 0) logger.info('What a newer head office had sent before this upgrade was applied', { replayed });
  const repositories = new Map<string, Repository>();
  return {
    models,
    leftOut,
    write: units.write,
    repository(name) {
      const model = context.table(name).model;
      const repository = repositories.get(name) ?? createRepository(context, model);
      repositories.set(name, repository);
      return repository;
    },
    SyncLog: createSyncLog(context, units),
    sync: createSyncStore(context, units, {
      onOffset: (milliseconds) => {
        offset = milliseconds;
      },
    }),
    context,
    get installationId() {
      return readInstallationId(context);
    },
    enrollingAs: () => units.change(() => readEnrollingAs(context)),
    identity: () => readIdentity(context),
    setIdentity(identity) {
      units.change(() => writeIdentity(context, identity));
      refreshWriter();
    },
    masterAddress: () => readMasterAddress(context),
    noteMasterAddress(address) {
      if (readMasterAddress(context) !== address) units.change(() => writeMasterAddress(context, address));
    },
    stayingByChoice: excluded,
    useLogKey: (key) => context.vault.use(key),
    logKeyFingerprint: () => readLogKeyFingerprint(context),
    claimLogKey: (fingerprint, instead = null) => units.change(() => claimLogKey(context, fingerprint, instead)),
    onCommitted(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    dataVersion: () => Number(db.pragma('data_version', { simple: true })),
    close: () => void db.close(),
  };
}

function fileIn(dataDir: string): string {
  return join(dataDir, 'branch.sqlite');
}

async function openFile(dataDir: string): Promise<SqliteConnection> {
  const file = fileIn(dataDir);
  await migrateSqlite(file, [...recordMigrations, ...branchMigrations], { backupFolder: join(dataDir, 'backups') });
  return openSqlite(file);
}
