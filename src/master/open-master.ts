import { discoverModels } from '../models/kit/discover.ts';
import type { ModelRegistry } from '../models/kit/registry.ts';
import { systemClock, type Clock } from '../shared/clock.ts';
import { SyncLogError } from '../shared/errors.ts';
import { newId as newUuid, type IdSource } from '../shared/ids.ts';
import { recordSchemaVersion } from '../shared/protocol/common.ts';
import type { RecordAnswer } from '../shared/protocol/record.ts';
import type { PullQuery } from '../shared/protocol/pull.ts';
import type { PushRequest, PushAnswer } from '../shared/protocol/push.ts';
import type { RejoinAnswer } from '../shared/protocol/rejoin.ts';
import type { ModelDigest } from '../shared/protocol/verify.ts';
import { createCode, hashSecret, normalizeCode } from './credentials.ts';
import { createFeedSignal, type FeedSignal } from './feed-signal.ts';
import { createHeadOfficeConflicts, type HeadOfficeConflicts } from './head-office-conflicts.ts';
import { createHeadOfficeRecords, type HeadOfficeRecords } from './head-office-records.ts';
import { judgePush } from './judge/judge-push.ts';
import { readIdentity, type MasterIdentity } from './master-identity.ts';
import { createServer } from './server.ts';
import { FeedWasRewound } from './store/admit.ts';
import type { BranchRow, FeedPage, MasterStore } from './store/master-store.ts';
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

/** An open head office: what its server, its command line and tests work with. */
export interface Master {
  readonly identity: MasterIdentity;
  readonly store: MasterStore;
  readonly models: ModelRegistry;
  readonly recordSchemaVersion: number;
  readonly clock: Clock;
  readonly signal: FeedSignal;
  /** Serves the branches. `port` 0 takes a free one. */
  listen(address: {
    readonly host: string;
    readonly port: number;
  }): Promise<{ readonly url: string; readonly port: number }>;
  /**
   * Makes a one-time code with which a branch connects, and the branch where there is none of this name. Whoever uses the code of a branch that is known
   * takes its place: the installation that had it is turned away (I18).
   */
  enroll(name: string, options?: { readonly expiresInHours?: number }): Promise<Enrolment>;
  branches(): Promise<BranchRow[]>;
  /** The branch's token is worth nothing from now on. @throws SyncLogError `not-found` */
  revoke(branchId: string): Promise<void>;
  /**
   * Judges and stores a branch's changes.
   * @throws SyncLogError `upgrade-required`, `epoch-changed` (I17), `clone-detected`, `branch-rewound` (I18); then nothing was applied
   */
  push(branchId: string, request: BranchRequest): Promise<PushAnswer>;
  /** A page of the feed. @throws as `push` */
  pull(branchId: string, query: PullQuery): Promise<FeedPage>;
  /** From now on this installation is the branch (I18). */
  rejoin(branchId: string, installationId: string): Promise<RejoinAnswer>;
  /**
   * Begins a new epoch, because the database was put back to an older copy (I17): branches send what it lacks, and read again.
   * @param declared nothing was written since it was put back, so that its head is where the two histories part
   */
  beginEpoch(reason: string, declared: boolean): Promise<string>;
  /** Copies the database into a new file while it is in use. @throws SyncLogError */
  backup(file: string): Promise<{ readonly sequence: number }>;
  /** One record as this branch may see it. */
  recordFor(branchId: string, modelName: string, modelId: string): Promise<RecordAnswer>;
  readonly records: HeadOfficeRecords;
  readonly conflicts: HeadOfficeConflicts;
  digests(): Promise<ModelDigest[]>;
  close(): Promise<void>;
}

export interface Enrolment {
  readonly branchId: string;
  readonly name: string;
  readonly code: string;
  /** There was a branch of this name already. */
  readonly known: boolean;
}

/** What is looked at of a branch's push; what is left out is not checked. */
export type BranchRequest = Pick<PushRequest, 'changes'> & Partial<Omit<PushRequest, 'changes' | 'sentAt'>>;

const defaultExpiryHours = 72;

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
  const audit = (act: string, details: Readonly<Record<string, unknown>>): Promise<void> =>
    store.audit({ id: newId(), at: new Date(clock.now()).toISOString(), act, details: JSON.stringify(details) });
  async function beginEpoch(reason: string, declared: boolean): Promise<string> {
    const epoch = await store.beginEpoch(reason, declared);
    await identity.refresh();
    await audit('epoch.begin', { epoch, reason });
    return epoch;
  }
  /** A branch that has seen more than there is shows that this database was put back by hand: a new epoch begins by itself (I17). */
  async function watchForRewind<T>(branchId: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof FeedWasRewound)) throw error;
      await beginEpoch(`branch ${branchId} has seen more of the feed than there is`, false);
      throw new SyncLogError('epoch-changed', 'Head office was put back to an older copy of its database.', {
        cause: error,
      });
    }
  }
  const records = createHeadOfficeRecords(store, models, clock, signal, newId);
  let server: Awaited<ReturnType<typeof createServer>> | undefined;

  const master: Master = {
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
    async enroll(name, { expiresInHours = defaultExpiryHours } = {}) {
      const trimmed = name.trim();
      if (trimmed === '' || trimmed.length > 200)
        throw new SyncLogError('invalid-input', 'Give the branch a name of 1 to 200 characters.');
      const branch = { id: newId(), name: trimmed, createdAt: new Date(clock.now()).toISOString() };
      const code = createCode();
      const expiresAt = new Date(clock.now() + expiresInHours * 3_600_000).toISOString();
      const added = await store.addBranch(branch, { hash: hashSecret(normalizeCode(code)), expiresAt });
      await audit('branch.enroll', { branchId: added.id, name: trimmed });
      return { branchId: added.id, name: trimmed, code, known: added.id !== branch.id };
    },
    branches: () => store.branches(),
    async revoke(branchId) {
      const revoked = await store.revoke(branchId, new Date(clock.now()).toISOString());
      if (!revoked) throw new SyncLogError('not-found', `There is no branch ${branchId} that could be revoked.`);
      await audit('branch.revoke', { branchId });
    },
    recordSchemaVersion: schemaVersion,
    async push(branchId, { changes, installationId, epoch, position, mark }) {
      if (changes.some((change) => change.payloadVersion > schemaVersion)) {
        throw new SyncLogError(
          'upgrade-required',
          'Head office must be upgraded: this branch records things that it does not know yet. Records are kept at the branch until then.',
        );
      }
      const receivedAt = new Date(clock.now()).toISOString();
      const claim = { installationId, epoch, mark, known: position?.known, next: position?.next };
      const { results, head, standing } = await watchForRewind(branchId, () =>
        store.push(
          branchId,
          changes,
          (loaded) => {
            const { versionFloor } = loaded;
            const author = { branchId, writer: installationId, now: clock.now(), versionFloor };
            return judgePush({ ...loaded, models, changes, author });
          },
          claim,
        ),
      );
      signal.grown(head);
      return { ...standing, receivedAt, head, results: [...results] };
    },
    async pull(branchId, { epoch, installationId, known, mark, ...query }) {
      const positions = known?.split(',').filter((text) => text !== '');
      const claim = { epoch, installationId, mark, known: positions, after: query.after };
      return await watchForRewind(branchId, () => store.readFeed({ branchId, ...query }, claim));
    },
    async rejoin(branchId, installationId) {
      await store.takeOver(branchId, installationId);
      await audit('branch.rejoin', { branchId, installationId });
      return { epoch: identity.epoch, head: await store.head() };
    },
    beginEpoch,
    async backup(file) {
      const made = await store.backup(file);
      await audit('backup', made);
      return made;
    },
    async recordFor(branchId, modelName, modelId) {
      const { epoch } = identity;
      const model = models.find(modelName);
      const found = model && !model.excluded ? await store.findVersioned(modelName, modelId) : undefined;
      const hidden = model?.receivedBy === 'origin' && found?.createdBy !== branchId;
      if (!found || hidden) return { epoch, modelName, modelId, version: 0, record: null };
      return { epoch, modelName, modelId, version: found.version, record: found.record };
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
