import type { ModelRegistry } from '../../models/kit/registry.ts';
import type { Change } from '../../shared/protocol/common.ts';
import type { ChangeResult, Rejection } from '../../shared/protocol/push.ts';
import { judgeChange } from './judge-change.ts';
import { losesToUpdate } from './judge-delete.ts';
import type { KnownRecords } from './known-records.ts';
import { createOverlay } from './overlay.ts';
import { duplicateOf, type Accepted, type Author, type Conflict, type Receipt, type Write } from './verdict.ts';

export interface JudgedWrite extends Write {
  readonly change: Change;
  readonly sequence: number;
  /** What is told together (I10): a change with a conflict, and the word of it, are never told apart (I16). */
  readonly transactionId: string | null;
}

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
export interface KnownConflict {
  readonly modelName: string;
  readonly modelId: string;
  /** The branches that are told. */
  readonly parties: readonly string[];
}

export interface JudgedReceipt extends Receipt {
  readonly changeId: string;
  readonly status: Accepted['status'];
}

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

export interface PushQuestion {
  readonly models: ModelRegistry;
  readonly records: KnownRecords;
  readonly receipts: ReadonlyMap<string, Receipt>;
  /** The conflicts that the changes decide, by id. */
  readonly conflicts: ReadonlyMap<string, KnownConflict>;
  readonly changes: readonly Change[];
  readonly author: Author;
  /** The newest sequence before. */
  readonly head: number;
}

type GroupVerdict =
  { readonly accepted: readonly (Accepted | 'duplicate')[] } | { readonly culprit: Change; readonly error: Rejection };

/** Judges a whole request: groups all or none (I10), each change once (I7), a refusal stopping nothing but its own group (I5). */
export function judgePush(question: PushQuestion): Judgement {
  const { models, author } = question;
  const confirmedAt = new Date(author.now).toISOString();
  const accepted = createOverlay(question.records, models);
  const receipts = new Map<string, JudgedReceipt>();
  const results: ChangeResult[] = [];
  const writes: JudgedWrite[] = [];
  const conflicts: JudgedConflict[] = [];
  const resolutions: JudgedResolution[] = [];
  let head = question.head;

  const receiptOf = (changeId: string): Receipt | undefined =>
    question.receipts.get(changeId) ?? receipts.get(changeId);

  function judgeGroup(group: readonly Change[]): GroupVerdict {
    const deletesSurvive =
      group.length > 1 &&
      group.some(
        (change) =>
          change.action === 'delete' && losesToUpdate(accepted.get(change.modelName, change.modelId), change, author),
      );
    // A change on its own needs no layer that could be thrown away.
    const layer = group.length > 1 ? createOverlay(accepted, models) : accepted;
    const seen = new Set<string>();
    const verdicts: (Accepted | 'duplicate')[] = [];
    for (const change of group) {
      if (receiptOf(change.changeId) !== undefined || seen.has(change.changeId)) {
        verdicts.push('duplicate');
        continue;
      }
      seen.add(change.changeId);
      const verdict = judgeChange({ models, records: layer, author, deletesSurvive }, change);
      if (verdict.status === 'rejected') return { culprit: change, error: verdict.error };
      if (verdict.write) layer.set(verdict.write.modelName, verdict.write.modelId, verdict.write.known);
      verdicts.push(verdict);
    }
    if (layer !== accepted) layer.mergeInto(accepted);
    return { accepted: verdicts };
  }

  function settle(change: Change, verdict: Accepted): ChangeResult {
    const { changeId } = change;
    const { status, write, conflict, altered } = verdict;
    const version = write?.known.version ?? accepted.get(change.modelName, change.modelId)?.version ?? 0;
    // Told before the record itself: whoever loses a value by it already has the value's conflict.
    if (conflict) conflicts.push({ ...conflict, change, version, notes: slotsFor(partiesOf(conflict)) });
    for (const conflictId of change.resolves ?? []) {
      const known = question.conflicts.get(conflictId);
      if (known?.modelName === change.modelName && known.modelId === change.modelId)
        resolutions.push({ conflictId, change, notes: slotsFor(known.parties) });
    }
    if (write) head += 1;
    const receipt = { sequence: head, version, confirmedAt, altered };
    receipts.set(changeId, { changeId, status, ...receipt });
    const transactionId = change.transactionId ?? (conflict ? changeId : null);
    if (write) writes.push({ ...write, change, sequence: head, transactionId });
    return { changeId, status, ...receipt };
  }

  function slotsFor(parties: readonly string[]): ConflictNoteSlot[] {
    return parties.map((branchId) => {
      head += 1;
      return { branchId, sequence: head };
    });
  }

  for (const group of groupsOf(question.changes)) {
    const verdict = judgeGroup(group);
    for (const [index, change] of group.entries()) {
      const receipt = receiptOf(change.changeId);
      // A replay has the same answer whatever becomes of the changes that it now travels with (I7).
      if (receipt) results.push(duplicateOf(change.changeId, receipt));
      else if ('culprit' in verdict) results.push(refuse(change, verdict.culprit, verdict.error));
      else {
        const own = verdict.accepted[index];
        if (own && own !== 'duplicate') results.push(settle(change, own));
      }
    }
  }
  return { results, writes, conflicts, resolutions, receipts: [...receipts.values()], head };
}

/** The branches that a conflict is told to: everybody whose value is in it. Head office has it anyway. */
export function partiesOf({ held, arrived, fields }: Conflict): string[] {
  const writers = [held, arrived, ...Object.values(fields).map((field) => field.heldBy)];
  return [...new Set(writers.flatMap(({ branchId }) => branchId ?? []))].sort();
}

/** Changes with the same transaction id that follow each other are one group; every other change is one by itself. */
function groupsOf(changes: readonly Change[]): Change[][] {
  const groups: Change[][] = [];
  for (const change of changes) {
    const open = groups.at(-1);
    if (open && change.transactionId !== null && open[0]?.transactionId === change.transactionId) open.push(change);
    else groups.push([change]);
  }
  return groups;
}

function refuse(change: Change, culprit: Change, error: Rejection): ChangeResult {
  const { changeId } = change;
  if (changeId === culprit.changeId) return { changeId, status: 'rejected', error };
  const message = `Refused together with the ${culprit.modelName} that was saved with it: ${error.message}`;
  return {
    changeId,
    status: 'rejected',
    error: { code: 'group-refused', message, causedBy: culprit.changeId },
  };
}
