import type { Change } from '../../shared/protocol/common.ts';
import type { ChangeResult } from '../../shared/protocol/push.ts';
import type { RecordName } from '../../shared/record.ts';
import type { Accepted, Conflict, Receipt, Write } from './verdict.ts';

/** A record to be written, with its place in the feed. */
export interface JudgedWrite extends Write {
  readonly change: Change;
  readonly sequence: number;
  /** What is told together (I10): a change with a conflict, and the word of it, are never told apart (I16). */
  readonly transactionId: string | null;
}

/** A disagreement that was found, kept for a person. */
export interface JudgedConflict extends Conflict {
  readonly change: Change;
  /** The record's version after it. */
  readonly version: number;
  readonly notes: readonly ConflictNoteSlot[];
}

/** Where in the feed a branch is told of a conflict. */
export interface ConflictNoteSlot {
  readonly branchId: string;
  readonly sequence: number;
}

/** A person has decided a conflict that is known here. */
export interface JudgedResolution {
  readonly conflictId: string;
  readonly change: Change;
  readonly notes: readonly ConflictNoteSlot[];
}

/** What a decision needs to know of the conflict it is about. */
export interface KnownConflict extends RecordName {
  /** The branches that are told. */
  readonly parties: readonly string[];
}

/** What is answered when the change comes again (I7). */
export interface JudgedReceipt extends Receipt {
  readonly changeId: string;
  readonly status: Accepted['status'];
}

/** What was decided of a request, as the store writes it down. */
export interface Judgement {
  /** One per change, in their order. */
  readonly results: readonly ChangeResult[];
  readonly writes: readonly JudgedWrite[];
  readonly conflicts: readonly JudgedConflict[];
  readonly resolutions: readonly JudgedResolution[];
  /** Of every change that was accepted now. A refusal leaves none: what was refused may be sent again. */
  readonly receipts: readonly JudgedReceipt[];
  /** The newest sequence afterwards. */
  readonly head: number;
}
