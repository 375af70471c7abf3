import type { CommonAnswer, CommonRequest, KnownReceipt } from '../../shared/protocol/rejoin.ts';
import type { DayTotals, IdRange, ModelDigest, RangesAnswer } from '../../shared/protocol/verify.ts';
import type { Change } from '../../shared/protocol/common.ts';
import type { RecordName, RecordRow } from '../../shared/record.ts';
import type { Judgement, KnownConflict } from '../judge/judgement.ts';
import type { ConflictNote } from '../../shared/protocol/conflict.ts';
import type { KnownRecords } from '../judge/known-records.ts';
import type { Receipt } from '../judge/verdict.ts';
import type { Claim } from './admit.ts';

export interface BranchRow {
  readonly id: string;
  readonly name: string;
  readonly installationId: string | null;
  /** What its installation is known by (I18); null = it has sent nothing yet. */
  readonly position: string | null;
  readonly appVersion: string | null;
  /** Head office's clock minus the branch's, milliseconds. */
  readonly clockOffsetMs: number | null;
  readonly createdAt: string;
  readonly lastSeenAt: string | null;
  readonly revokedAt: string | null;
  /** Nobody has used the token yet that its code was given for. */
  readonly unheard: boolean;
}

/** A record as it is held, or was until it was deleted. */
export interface VersionedRecord {
  readonly record: RecordRow | null;
  readonly version: number;
  readonly createdBy: string | null;
}

/** What a judgement needs, read inside the transaction in which it is stored. */
export interface LoadedForPush {
  readonly records: KnownRecords;
  readonly receipts: ReadonlyMap<string, Receipt>;
  readonly conflicts: ReadonlyMap<string, KnownConflict>;
  readonly head: number;
  /** Every version given now is above this (I17). */
  readonly versionFloor: number;
}

/** What a branch is told of the feed with every answer (I17). */
export interface FeedStanding {
  readonly epoch: string;
  /** Of the entry that the answer ends with; undefined where there is none. */
  readonly mark: string | undefined;
  readonly backedUpTo: number | null;
}

export interface FeedPage extends FeedStanding {
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

export interface ConflictQuery {
  readonly state?: 'open' | 'resolved' | undefined;
  readonly model?: string | undefined;
  readonly offset?: number | undefined;
  readonly limit?: number | undefined;
}

/** Head office's database. One implementation for each kind; what is decided does not depend on which. */
export interface MasterStore {
  /**
   * LOAD, judge, STORE: one transaction, and one such transaction at a time (I7, I10, I12). `judge` must be pure: it may be asked again. The claim is looked
   * at in the same transaction.
   * @throws as `admit`
   */
  push(
    branchId: string | null,
    changes: readonly Change[],
    judge: (loaded: LoadedForPush) => Judgement,
    claim?: Claim,
  ): Promise<Judgement & { readonly standing: FeedStanding }>;
  /** @throws as `admit` */
  readFeed(query: FeedQuery, claim?: Claim): Promise<FeedPage>;
  /** Begins a new epoch. @param declared the feed up to its head is known to be that of the epoch before */
  beginEpoch(reason: string, declared: boolean): Promise<string>;
  epoch(): Promise<string>;
  backedUpTo(): Promise<number | null>;
  /** Writes a copy of the whole database while it is in use, and remembers how far it reaches. @throws SyncLogError when it cannot be written */
  backup(file: string): Promise<{ readonly sequence: number }>;
  /** How far a branch's feed is ours. */
  common(request: CommonRequest): Promise<CommonAnswer>;
  receipts(branchId: string, changeIds: readonly string[]): Promise<KnownReceipt[]>;
  /** From now on this installation is the branch. */
  takeOver(branchId: string, installationId: string): Promise<void>;
  head(): Promise<number>;
  getState(key: string): Promise<string | undefined>;
  /** Sets it where it is not set yet; returns what it is afterwards. */
  initState(key: string, value: string): Promise<string>;

  /** Adds a code for the branch of this name, and the branch where there is none yet. Returns the branch. */
  addBranch(
    branch: { id: string; name: string; createdAt: string },
    code: { hash: string; expiresAt: string },
  ): Promise<BranchRow>;
  /**
   * Uses the code up and gives the branch its new token; undefined when the code is unknown, expired or used. The installation that used it may do so again
   * until it has been heard of: the answer may have been lost.
   */
  redeemCode(use: {
    codeHash: string;
    tokenHash: string;
    installationId: string;
    appVersion: string;
    now: string;
  }): Promise<BranchRow | undefined>;
  findBranchByToken(tokenHash: string): Promise<BranchRow | undefined>;
  /** Its token has arrived: no code gives another one for it any more. */
  noteHeard(branchId: string): Promise<void>;
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
  /** Records with their versions, all of one moment and in the order asked; a deleted one has no record, one that was never known is undefined. */
  findVersioned(names: readonly RecordName[]): Promise<(VersionedRecord | undefined)[]>;
  /** Ids of the records of a model whose field refers to this one. */
  findReferring(modelName: string, field: string, id: string): Promise<string[]>;
  /** Conflicts, newest first, and how many match. */
  listConflicts(
    query: ConflictQuery,
  ): Promise<{ readonly rows: ConflictNote[]; readonly total: number; readonly open: number }>;
  findConflict(id: string): Promise<ConflictNote | undefined>;
  /** Counts and digests of what this branch receives; of everything for null. */
  digests(branchId: string | null): Promise<ModelDigest[]>;
  /** Parts of what this branch receives: smaller ranges with their digests, or record by record. */
  ranges(branchId: string, asked: readonly IdRange[]): Promise<RangesAnswer['ranges']>;
  /** What the records between two instants come to, per model. */
  day(branchId: string, from: string, to: string): Promise<DayTotals[]>;
  /** Changes whenever another process has committed to the same database; undefined where that cannot be asked. */
  dataVersion(): number | undefined;
  close(): Promise<void>;
}
