import { discoverModels } from '../models/kit/discover.ts';
import type { ModelRegistry } from '../models/kit/registry.ts';
import { systemClock, type Clock } from '../shared/clock.ts';
import { SyncLogError } from '../shared/errors.ts';
import { newId as newUuid, type IdSource } from '../shared/ids.ts';
import type { RecordAnswer } from '../shared/protocol/record.ts';
import type { PushRequest, PushAnswer } from '../shared/protocol/push.ts';
import type { ModelDigest } from '../shared/protocol/verify.ts';
import { createCode, hashSecret, normalizeCode } from './credentials.ts';
import { createFeedSignal, type FeedSignal } from './feed-signal.ts';
import { createHeadOfficeRecords, type HeadOfficeRecords } from './head-office-records.ts';
import { judgePush } from './judge/judge-push.ts';
import { readIdentity, type MasterIdentity } from './master-identity.ts';
import { createServer } from './server.ts';
import type { BranchRow, MasterStore } from './store/master-store.ts';
import { openSqliteMasterStore } from './store/sqlite-master-store.ts';

export interface MasterOptions {
  /** A SQLite file. */
  readonly db: string;
  readonly models?: ModelRegistry;
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
  readonly clock: Clock;
  readonly signal: FeedSignal;
  /** Serves the branches. `port` 0 takes a free one. */
  listen(address: {
    readonly host: string;
    readonly port: number;
  }): Promise<{ readonly url: string; readonly port: number }>;
  /** Makes a branch and the one-time code with which it connects. */
  enroll(
    name: string,
    options?: { readonly expiresInHours?: number },
  ): Promise<{ readonly branchId: string; readonly name: string; readonly code: string }>;
  branches(): Promise<BranchRow[]>;
  /** The branch's token is worth nothing from now on. @throws SyncLogError `not-found` */
  revoke(branchId: string): Promise<void>;
  /** Judges and stores a branch's changes. */
  push(branchId: string, request: Pick<PushRequest, 'changes'>): Promise<PushAnswer>;
  /** One record as this branch may see it. */
  recordFor(branchId: string, modelName: string, modelId: string): Promise<RecordAnswer>;
  readonly records: HeadOfficeRecords;
  digests(): Promise<ModelDigest[]>;
  close(): Promise<void>;
}

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
  const newId = options.newId ?? newUuid;
  const store = options.store ?? (await openSqliteMasterStore(options.db, models, clock, newId));
  const identity = await readIdentity(store, newId);
  const signal = createFeedSignal(store);
  const audit = (act: string, details: Readonly<Record<string, unknown>>): Promise<void> =>
    store.audit({ id: newId(), at: new Date(clock.now()).toISOString(), act, details: JSON.stringify(details) });
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
      await store.addBranch(branch, { hash: hashSecret(normalizeCode(code)), expiresAt });
      await audit('branch.enroll', { branchId: branch.id, name: trimmed });
      return { branchId: branch.id, name: trimmed, code };
    },
    branches: () => store.branches(),
    async revoke(branchId) {
      const revoked = await store.revoke(branchId, new Date(clock.now()).toISOString());
      if (!revoked) throw new SyncLogError('not-found', `There is no branch ${branchId} that could be revoked.`);
      await audit('branch.revoke', { branchId });
    },
    async push(branchId, { changes }) {
      const receivedAt = new Date(clock.now()).toISOString();
      const judgement = await store.push(branchId, changes, (loaded) =>
        judgePush({ ...loaded, models, changes, author: { branchId, now: clock.now() } }),
      );
      signal.grown(judgement.head);
      return { epoch: identity.epoch, receivedAt, head: judgement.head, results: [...judgement.results] };
    },
    async recordFor(branchId, modelName, modelId) {
      const { epoch } = identity;
      const model = models.find(modelName);
      const found = model && !model.excluded ? await store.findVersioned(modelName, modelId) : undefined;
      const hidden = model?.receivedBy === 'origin' && found?.createdBy !== branchId;
      if (!found || hidden) return { epoch, modelName, modelId, version: 0, record: null };
      return { epoch, modelName, modelId, version: found.version, record: found.record };
    },
    records: createHeadOfficeRecords(store, models, clock, signal, newId),
    digests: () => store.digests(null),
    async close() {
      signal.stop();
      await server?.close();
      await store.close();
    },
  };
  return master;
}
