import type { ModelDigest } from '../../shared/protocol/verify.ts';
import type { Change } from '../../shared/protocol/common.ts';
import type { RecordRow } from '../../shared/record.ts';
import type { Judgement } from '../judge/judge-push.ts';
import type { KnownRecords } from '../judge/known-records.ts';
import type { Receipt } from '../judge/verdict.ts';

export interface BranchRow {
  readonly id: string;
  readonly name: string;
  readonly installationId: string | null;
  readonly appVersion: string | null;
  /** Head office's clock minus the branch's, milliseconds. */
  readonly clockOffsetMs: number | null;
  readonly createdAt: string;
  readonly lastSeenAt: string | null;
  readonly revokedAt: string | null;
}

/** What a judgement needs, read inside the transaction in which it is stored. */
export interface LoadedForPush {
  readonly records: KnownRecords;
  readonly receipts: ReadonlyMap<string, Receipt>;
  readonly head: number;
}

export interface FeedPage {
  /** Entries as JSON text: stored payloads are handed on without being read. */
  readonly entries: readonly string[];
  readonly next: number;
  readonly hasMore: boolean;
  readonly head: number;
  readonly remaining: number | undefined;
}

export interface FeedQuery {
  readonly branchId: string;
  readonly after: number;
  readonly limit: number;
  readonly mode: 'changes' | 'latest';
}

export interface RecordQuery {
  readonly search?: string | undefined;
  readonly offset?: number | undefined;
  readonly limit?: number | undefined;
}

/** Head office's database. One implementation for each kind; what is decided does not depend on which. */
export interface MasterStore {
  /** LOAD, judge, STORE: one transaction, and one such transaction at a time (I7, I10, I12). `judge` must be pure: it may be asked again. */
  push(
    branchId: string | null,
    changes: readonly Change[],
    judge: (loaded: LoadedForPush) => Judgement,
  ): Promise<Judgement>;
  readFeed(query: FeedQuery): Promise<FeedPage>;
  head(): Promise<number>;
  getState(key: string): Promise<string | undefined>;
  /** Sets it where it is not set yet; returns what it is afterwards. */
  initState(key: string, value: string): Promise<string>;

  addBranch(
    branch: { id: string; name: string; createdAt: string },
    code: { hash: string; expiresAt: string },
  ): Promise<void>;
  /** Uses the code up and gives the branch its new token; undefined when the code is unknown, used or expired. */
  redeemCode(use: {
    codeHash: string;
    tokenHash: string;
    installationId: string;
    appVersion: string;
    now: string;
  }): Promise<BranchRow | undefined>;
  findBranchByToken(tokenHash: string): Promise<BranchRow | undefined>;
  noteSeen(
    branchId: string,
    seen: { at: string; appVersion?: string | undefined; clockOffsetMs?: number | undefined },
  ): Promise<void>;
  branches(): Promise<BranchRow[]>;
  revoke(branchId: string, at: string): Promise<boolean>;
  audit(entry: { id: string; at: string; act: string; details: string }): Promise<void>;

  listRecords(modelName: string, query: RecordQuery): Promise<{ readonly rows: RecordRow[]; readonly total: number }>;
  findRecord(
    modelName: string,
    id: string,
  ): Promise<{ readonly record: RecordRow; readonly version: number } | undefined>;
  /** A record with its version, also when it was deleted (`record` is null then). */
  findVersioned(
    modelName: string,
    id: string,
  ): Promise<
    { readonly record: RecordRow | null; readonly version: number; readonly createdBy: string | null } | undefined
  >;
  /** Ids of the records of a model whose field refers to this one. */
  findReferring(modelName: string, field: string, id: string): Promise<string[]>;
  /** Counts and digests of what this branch receives; of everything for null. */
  digests(branchId: string | null): Promise<ModelDigest[]>;
  /** Changes whenever another process has committed to the same database; undefined where that cannot be asked. */
  dataVersion(): number | undefined;
  close(): Promise<void>;
}
