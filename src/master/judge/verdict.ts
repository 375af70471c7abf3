import type { ChangeResult, Rejection, ResultStatus } from '../../shared/protocol/push.ts';
import type { Change } from '../../shared/protocol/common.ts';
import type { RecordRow } from '../../shared/record.ts';
import { writtenBy, type FieldVersion, type KnownRecord, type Writer } from './known-records.ts';
import type { FieldConflict } from './merge-fields.ts';
import { rankTime } from './rank-time.ts';

/** Who sends a change, and when it arrived. */
export interface Author {
  /** null = head office itself */
  readonly branchId: string | null;
  /**
   * Whose earlier changes do not count as another's: the installation that sends (a copy of it that was used meanwhile is another one, I18). Left out: the
   * branch itself.
   */
  readonly writer?: string | undefined;
  /** The master's clock, milliseconds. */
  readonly now: number;
  /** Every version given now is above this (I17). Left out: 0. */
  readonly versionFloor?: number | undefined;
}

/** What is to be written for an accepted change. */
export interface Write {
  readonly modelName: string;
  readonly modelId: string;
  readonly known: KnownRecord;
  readonly changedFields: readonly string[] | null;
  /** It is not what was sent, so the sender must get it back (I13). */
  readonly altered: boolean;
}

/** One of the two versions that met, whole. */
export interface Side extends Writer {
  readonly action: 'update' | 'delete';
  readonly record: RecordRow;
}

/** What is kept of a disagreement between two people (I16). */
export interface Conflict {
  readonly kind: 'fields' | 'delete-update';
  readonly held: Side;
  readonly arrived: Side;
  readonly fields: Readonly<Record<string, FieldConflict>>;
}

/** What an accepted change brought, as a side of a conflict. @param record what was meant to be stored */
export function arrivedSide(change: Change, author: Author, record: RecordRow): Side {
  const { at } = writtenBy(stampOf(author, 0, rankTime(change.hlc, author.now)));
  return { branchId: author.branchId, at, action: change.action === 'delete' ? 'delete' : 'update', record };
}

export interface Accepted {
  readonly status: Exclude<ResultStatus, 'rejected' | 'duplicate'>;
  readonly write: Write | null;
  /** What comes back with it. */
  readonly parts?: readonly Write[];
  readonly conflict: Conflict | null;
  /** What is held now is not what was sent. */
  readonly altered: boolean;
}

export interface Rejected {
  readonly status: 'rejected';
  readonly error: Rejection;
}

export type Verdict = Accepted | Rejected;

export function reject(code: string, message: string, field?: string): Rejected {
  return { status: 'rejected', error: { code, message, ...(field === undefined ? {} : { field }) } };
}

/** What the master answered to a change before (I7). */
export interface Receipt {
  readonly sequence: number;
  readonly version: number;
  readonly confirmedAt: string;
  readonly altered: boolean;
}

export function duplicateOf(changeId: string, { sequence, version, confirmedAt, altered }: Receipt): ChangeResult {
  return { changeId, status: 'duplicate', sequence, version, confirmedAt, altered };
}

/** By whom a field was last changed, as `fieldVersions` keeps it. */
export function writerOf({ branchId, writer }: Author): string | null {
  return branchId === null ? null : (writer ?? branchId);
}

/** The version that follows one; in a new epoch above every version of those before it (I17). */
export function versionAfter(version: number, { versionFloor = 0 }: Author): number {
  return Math.max(version, versionFloor) + 1;
}

/** The mark that a change leaves on a field. */
export function stampOf(author: Author, version: number, rank: string): FieldVersion {
  return [version, rank, writerOf(author), author.branchId];
}
