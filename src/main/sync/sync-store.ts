import type { Change } from '../../shared/protocol/common.ts';
import type { FeedEntry } from '../../shared/protocol/pull.ts';
import type { KnownReceipt } from '../../shared/protocol/rejoin.ts';
import type { ChangeResult } from '../../shared/protocol/push.ts';
import type { Model } from '../../models/kit/define-model.ts';
import type { DayTotals, IdRange, RangeDigest, RecordDigest } from '../../shared/protocol/verify.ts';
import type { RecordName, RecordRow } from '../../shared/record.ts';
import type { Receipt, SyncLogRow, SyncLogStats } from '../../shared/sync-log.ts';
import type { Connection, SyncRun } from '../../shared/status.ts';

/** A batch that is `syncing` in the log: whole groups in the order in which the master must apply them (I9, I10). */
export interface Batch {
  readonly items: readonly { readonly logId: number; readonly change: Change }[];
  /** Size of the changes as JSON, in bytes. */
  readonly bytes: number;
}

export interface ClaimLimits {
  readonly maxChanges: number;
  /** A single group may exceed either limit: it is never split. */
  readonly maxBytes: number;
}

/** Why a group was set aside, in words for the log. */
export interface Aside {
  readonly code: string;
  readonly message: string;
  /** It may have come through all the same (I7). */
  readonly doubtful: boolean;
  /** When it is tried again, in milliseconds since 1970. */
  readonly retryAtMs: number;
}

/** A record as head office holds it; null = it has none. */
export interface HeldRecord extends RecordName {
  readonly version: number;
  readonly record: RecordRow | null;
}

/** What happened to one change of a batch, as the master (or the driver that speaks for it) says. */
export type Settlement =
  | {
      readonly logId: number;
      readonly accepted: true;
      readonly status: ChangeResult['status'];
      readonly receipt: Receipt | null;
      /** Head office holds something else than was sent, which is still to be pulled; undefined where it does not say. */
      readonly altered?: boolean | undefined;
    }
  | {
      readonly logId: number;
      readonly accepted: false;
      readonly code: string;
      readonly message: string;
      readonly field?: string | undefined;
      /** The change of the same group that caused the refusal, when it is another one (I10). */
      readonly causedBy?: string | undefined;
    };

/** Facts that outlive a restart. Missing = never set. */
export interface SyncFacts {
  /** Where the feed goes on. */
  readonly cursor: number;
  /** Up to there it is not known any more which fields of a record were changed (I17). */
  readonly forgottenTo: number;
  readonly epoch: string | null;
  /** Every version that head office gives in this epoch is above it; null where it did not say (I17). */
  readonly versionFloor: number | null;
  readonly initialLoad: { readonly done: number; readonly total: number; readonly complete: boolean } | null;
  /** By the master's clock, ISO-8601. */
  readonly lastConfirmedAt: string | null;
  readonly lastSuccessAt: string | null;
  readonly lastError: { readonly code: string; readonly message: string; readonly at: string } | null;
  readonly pausedUntil: string | null;
  readonly connection: Connection;
  readonly clockOffsetMs: number | null;
  readonly lastCleanupAt: string | null;
  /** What head office may know this branch by, the oldest first (I18). */
  readonly positions: readonly string[];
  /** Marks of the feed that this branch was given, in order of sequence: it can show with them what it has read (I17). */
  readonly marks: readonly string[];
  /** A backup of head office holds the feed up to there; null = head office knows of none (I17). */
  readonly backedUpTo: number | null;
}

/** What head office tells of itself with an answer. */
export interface Told {
  /** What it knows this branch by now (I18). */
  readonly position?: string | undefined;
  readonly mark?: string | undefined;
  readonly backedUpTo?: number | null | undefined;
}

/**
 * What the sync engine needs of the store. Every method is one or several short transactions; none holds one open while it waits. Methods that work
 * through many rows yield to people's saves between slices.
 */
export interface SyncStore {
  /** One sync at a time per store, across processes (I8): true when the lease is ours until `untilMs`. Taking it anew renews it. */
  takeLease(owner: string, nowMs: number, untilMs: number): boolean;
  releaseLease(owner: string): void;

  /** `syncing` rows that no living run owns go back to pending, in doubt (I8). Only under the lease. Returns how many. */
  recoverInFlight(): number;
  /** The oldest due pending logs become `syncing`, attempts + 1; null when nothing is due (I9–I11). */
  claim(limits: ClaimLimits): Promise<Batch | null>;
  /** Pending again, as if never sent: no byte can have reached the master, or it said that it took nothing. */
  giveBack(logIds: readonly number[]): Promise<void>;
  /** Pending again and in doubt: it was sent and no answer says what became of it (I7). */
  putInDoubt(logIds: readonly number[]): Promise<void>;
  /** Pending again, and not due for a while: a group at which head office fails although it stood alone. An edit of it, made meanwhile or later, takes its place. */
  setAside(logIds: readonly number[], aside: Aside): Promise<void>;
  /** What was set aside is due at once. */
  makeDue(): void;
  /** Completes what the master holds and fails what it refused; what refers to a refused record waits behind it (I9, I11). */
  settle(
    settlements: readonly Settlement[],
    told?: Told,
  ): Promise<{ readonly confirmed: number; readonly refused: number; readonly held: number }>;
  /** Whether there are pending logs that could be claimed now (not held back). */
  hasDue(): boolean;

  /**
   * Applies entries of the feed without logging (I3), groups whole, and moves the cursor with them in the same transaction; finally to `next`.
   * Unsent local edits keep their fields (I14); entries of unknown models or columns are kept aside.
   */
  applyFeed(
    entries: readonly FeedEntry[],
    next: number,
    page?: Told & {
      /** Only the newest entry of each record: each stands for the whole record. */
      readonly whole?: boolean;
    },
  ): Promise<{ readonly applied: number; readonly topics: ReadonlySet<string> }>;

  /** What to say of ourselves with the next push, written down before it can leave (I18), and what it carries marked as claimed (I7): both outlive a power cut. */
  nextPosition(): { readonly known: string[]; readonly next: string };
  /** Head office knows this branch by this one of its positions: those before it are over. */
  settlePosition(position: string): void;
  /**
   * Head office was put back to an older copy (I17), and gives versions above `versionFloor` from now on. Everything this branch knows from behind `common` is to be sent again, and the feed is read again from
   * there; when this is cut off, doing it again does no harm. Returns how many records are to be sent.
   */
  adoptEpoch(epoch: string, common: number, versionFloor?: number): Promise<number>;

  /** The changes that are not confirmed. */
  openChangeIds(): Promise<{ readonly changeId: string; readonly modelName: string }[]>;
  /**
   * Makes this copy of the branch an installation of its own (I18): what the receipts say was accepted is completed, every other open change becomes a new one,
   * the feed is read again from 0. Only under the lease.
   */
  rebaseline(
    installationId: string,
    receipts: ReadonlyMap<string, KnownReceipt>,
  ): Promise<{ readonly kept: number; readonly acknowledged: number }>;

  /** The records of a refused log and of everything that was refused together with it; empty when it is not refused. */
  refusedGroup(logId: number): RecordName[];
  /** Gives the refused group up: its records become what head office holds, and what was typed is kept aside (I16). Returns how many logs went. */
  takeHeadOffice(logId: number, held: readonly HeldRecord[]): number;
  /** The same for the groups of many logs, others in between: each is a commit that waits for the disk. */
  takeHeadOfficeOfAll(logIds: readonly number[], held: readonly HeldRecord[]): Promise<number>;

  facts(): SyncFacts;
  setFacts(facts: Partial<SyncFacts>): void;
  stats(): SyncLogStats;
  heldCount(): number;
  /** How many records wait for a person to decide between two versions. */
  conflictCount(): number;
  recordRun(run: SyncRun): void;
  runs(limit: number): SyncRun[];
  /** Removes completed logs older than so many days in small chunks, with incremental vacuum. Returns how many. */
  cleanup(days: number): Promise<number>;
  /** Counts and digests per synced model, as the master computes them. */
  digests(): Promise<{ readonly modelName: string; readonly count: number; readonly digest: string }[]>;
  /** Parts of the records, for finding which of them differ. */
  readonly ranges: {
    digest(range: IdRange): Promise<RangeDigest>;
    list(range: IdRange): Promise<RecordDigest[]>;
    /** The records whose day lies between two instants: from (inclusive), to (exclusive), ISO-8601 UTC. */
    day(model: Model, from: string, to: string): Promise<DayTotals>;
  };
  syncedModels(): Model[];
  /** A record as it is here, and whether it has unsent or refused changes. */
  look(record: RecordName): {
    readonly model: Model | null;
    readonly record: RecordRow | null;
    readonly unsent: boolean;
  };
  /** Makes records what head office holds, but for those with unsent changes; what is replaced is kept (I16). Returns how many changed. */
  takeRecords(held: readonly HeldRecord[]): number;
  /** Logs records that head office lacks, but for those with unsent changes. Returns how many. */
  logMissing(missing: readonly RecordName[]): Promise<number>;
  failedLogs(limit: number): SyncLogRow[];
}
