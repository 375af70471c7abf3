import type { ChangeResult, Rejection, ResultStatus } from '../../shared/protocol/push.ts';
import type { FieldConflict } from './merge-fields.ts';
import type { KnownRecord } from './known-records.ts';

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

/** What is kept of a disagreement between two people (I16). */
export interface Conflict {
  readonly kind: 'fields' | 'delete-update';
  readonly fields: Readonly<Record<string, FieldConflict>>;
}

export interface Accepted {
  readonly status: Exclude<ResultStatus, 'rejected' | 'duplicate'>;
  readonly write: Write | null;
  readonly conflict: Conflict | null;
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
}

export function duplicateOf(changeId: string, { sequence, version, confirmedAt }: Receipt): ChangeResult {
  return { changeId, status: 'duplicate', sequence, version, confirmedAt };
}

/** By whom a field was last changed, as `fieldVersions` keeps it. */
export function writerOf({ branchId, writer }: Author): string | null {
  return branchId === null ? null : (writer ?? branchId);
}

/** The version that follows one; in a new epoch above every version of those before it (I17). */
export function versionAfter(version: number, { versionFloor = 0 }: Author): number {
  return Math.max(version, versionFloor) + 1;
}
