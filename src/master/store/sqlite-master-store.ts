import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { masterMigrations } from '../../../migrations/master/index.ts';
import { recordMigrations } from '../../../migrations/records/index.ts';
import type { ModelRegistry } from '../../models/kit/registry.ts';
import type { Clock } from '../../shared/clock.ts';
import type { IdSource } from '../../shared/ids.ts';
import { canonicalJson } from '../../shared/json.ts';
import type { RecordName } from '../../shared/record.ts';
import type { ModelDigest } from '../../shared/protocol/verify.ts';
import { migrateSqlite } from '../../sqlite/migrate.ts';
import { openSqlite, type SqliteConnection } from '../../sqlite/open-sqlite.ts';
import { createRecordTable, findTableProblem, type RecordTable } from '../../sqlite/record-table.ts';
import { translateSqliteError } from '../../sqlite/sqlite-error.ts';
import { statementCacheOf, type Prepare } from '../../sqlite/statement-cache.ts';
import { admit } from './admit.ts';
import { backupDatabase } from './backup-database.ts';
import { createBranchMethods } from './branches.ts';
import { findConflict, listConflicts, loadConflicts } from './conflicts.ts';
import { createEpochs } from './epochs.ts';
import { feedMark } from './feed-mark.ts';
import { createKnownRecords, findReceipts, loadReceipts, type KnownSource } from './load-known.ts';
import type { FeedStanding, MasterStore, VersionedRecord } from './master-store.ts';
import { describeDay, describeRanges } from './ranges.ts';
import { noteSender, ownUpTo } from './own-changes.ts';
import { readFeedPage } from './read-feed.ts';
import { listRecords } from './list-records.ts';
import { writeJudgement } from './write-judgement.ts';

const digestPage = 1000;

/**
 * Head office's database as one SQLite file. Several processes may have it open; each transaction is immediate, so pushes come one after another (I12).
 * @throws SyncLogError as openSqlite and migrateSqlite do
 */
export async function openSqliteMasterStore(
  file: string,
  models: ModelRegistry,
  clock: Clock,
  newId: IdSource,
): Promise<MasterStore> {
  await migrateSqlite(file, [...recordMigrations, ...masterMigrations], {
    backupFolder: join(dirname(file), 'backups'),
  });
  return createSqliteMasterStore(openSqlite(file), models, clock, newId);
}

/**
 * Head office's store on a database that is open and migrated.
 * @param wrapPrepare comes between the store and its statements, so that faults can be put at each of them
 */
export function createSqliteMasterStore(
  db: SqliteConnection,
  models: ModelRegistry,
  clock: Clock,
  newId: IdSource,
  wrapPrepare: (prepare: Prepare) => Prepare = (prepare) => prepare,
): MasterStore {
  const prepare = wrapPrepare(statementCacheOf(db));
  const tables = new Map<string, RecordTable>();
  for (const model of models.all)
    if (findTableProblem(db, model) === undefined) tables.set(model.name, createRecordTable(model, prepare));
  const source: KnownSource = { prepare, models, tables };

  function transact<T>(work: () => T): T {
    try {
      return db.transaction(work).immediate();
    } catch (error) {
      throw translateSqliteError(error) ?? error;
    }
  }

  const epochs = createEpochs(prepare, newId);
  const readHead = (): number =>
    prepare<{ head: number | null }>('select max(sequence) as head from feed').get()?.head ?? 0;
  const standingAt = (sequence: number): FeedStanding => ({
    epoch: epochs.current(),
    mark: feedMark(prepare, sequence),
    backedUpTo: epochs.backedUpTo(),
  });

  return {
    push: async (branchId, changes, judge, claim) =>
      transact(() => {
        const head = readHead();
        if (branchId !== null && claim) admit(prepare, branchId, claim, { epoch: epochs.current(), head });
        // Nothing was sent, so nobody has sent it.
        if (branchId !== null && changes.length > 0) noteSender(prepare, branchId, claim, head);
        const receipts = branchId === null ? new Map<string, never>() : loadReceipts(prepare, branchId, changes);
        const judgement = judge({
          records: createKnownRecords(source),
          receipts,
          conflicts: loadConflicts(prepare, changes),
          head,
          versionFloor: epochs.versionFloor(),
        });
        writeJudgement(source, branchId, judgement, new Date(clock.now()).toISOString(), newId);
        return { ...judgement, standing: standingAt(judgement.head) };
      }),
    readFeed: async (query, claim) =>
      db
        .transaction(() => {
          const head = readHead();
          if (claim) admit(prepare, query.branchId, claim, { epoch: epochs.current(), head });
          const page = readFeedPage(prepare, query, ownUpTo(prepare, query, claim, head));
          return { ...page, ...standingAt(page.next) };
        })
        .deferred(),
    head: async () => readHead(),
    epoch: async () => epochs.known() ?? transact(() => epochs.current()),
    beginEpoch: async (reason, declared) =>
      transact(() => epochs.begin(reason, declared ? readHead() : null, clock.now())),
    backedUpTo: async () => epochs.backedUpTo(),
    backup: async (target) => {
      const sequence = await backupDatabase(db, target);
      transact(() => epochs.noteBackup(sequence));
      return { sequence };
    },
    common: async (request) =>
      transact(() => {
        epochs.meet(request.epoch, clock.now());
        const versionFloor = epochs.versionFloor();
        return { epoch: epochs.current(), common: epochs.common(request), head: readHead(), versionFloor };
      }),
    receipts: async (branchId, changeIds) => findReceipts(prepare, branchId, changeIds),
    getState: async (key) => prepare<{ value: string }>('select value from master_state where key = ?').get(key)?.value,
    initState: async (key, value) =>
      transact(() => {
        prepare('insert into master_state (key, value) values (?, ?) on conflict (key) do nothing').run(key, value);
        return prepare<{ value: string }>('select value from master_state where key = ?').get(key)?.value ?? value;
      }),
    ...createBranchMethods(prepare, transact),
    listRecords: async (modelName, query) => listRecords(source, modelName, query),
    findRecord: async (modelName, id) => {
      const record = tables.get(modelName)?.find(id);
      const row = prepare<{ version: number }>(
        'select version from record_versions where model_name = ? and model_id = ?',
      ).get(modelName, id);
      return record && { record, version: row?.version ?? 0 };
    },
    findVersioned: async (names) => db.transaction(() => names.map((name) => findVersioned(source, name))).deferred(),
    findReferring: async (modelName, field, id) => tables.get(modelName)?.idsWhere(field, id) ?? [],
    listConflicts: async (query) => listConflicts(prepare, query),
    findConflict: async (id) => findConflict(prepare, id),
    digests: (branchId) => computeDigests(source, branchId),
    ranges: (branchId, asked) => describeRanges(source, branchId, asked),
    day: (branchId, from, to) => describeDay(source, branchId, from, to),
    dataVersion: () => Number(db.pragma('data_version', { simple: true })),
    close: async () => void db.close(),
  };
}

function findVersioned(
  { prepare, tables }: KnownSource,
  { modelName, modelId }: RecordName,
): VersionedRecord | undefined {
  const row = prepare<{ version: number; created_by: string | null }>(
    'select version, created_by from record_versions where model_name = ? and model_id = ?',
  ).get(modelName, modelId);
  return (
    row && { record: tables.get(modelName)?.find(modelId) ?? null, version: row.version, createdBy: row.created_by }
  );
}

async function computeDigests(
  { prepare, models, tables }: KnownSource,
  branchId: string | null,
): Promise<ModelDigest[]> {
  const digests: ModelDigest[] = [];
  for (const model of models.all) {
    const table = tables.get(model.name);
    if (model.excluded || !table) continue;
    const mine =
      model.receivedBy === 'origin' && branchId !== null
        ? `and id in (select model_id from record_versions where model_name = '${model.name}' and created_by = ?)`
        : '';
    const page = prepare<Record<string, string | number | null>>(
      `select ${model.columns.join(', ')} from ${model.table} where id > ? ${mine} order by id limit ${digestPage}`,
    );
    const read = (after: string) => (mine === '' ? page.all(after) : page.all(after, branchId));
    const hash = createHash('sha256');
    let count = 0;
    for (let rows = read(''); rows.length > 0; rows = read(String(rows.at(-1)?.['id']))) {
      for (const row of rows) hash.update(`${canonicalJson(table.fromSql(row))}\n`);
      count += rows.length;
      await nextTurn();
    }
    digests.push({ modelName: model.name, count, digest: hash.digest('hex') });
  }
  return digests;
}
