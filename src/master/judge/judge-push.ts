import type { ModelRegistry } from '../../models/kit/registry.ts';
import type { Change } from '../../shared/protocol/common.ts';
import type { ChangeResult, Rejection } from '../../shared/protocol/push.ts';
import { judgeGroups, type GroupVerdict } from './judge-groups.ts';
import type { KnownRecords } from './known-records.ts';
import { createOverlay } from './overlay.ts';
import type {
  ConflictNoteSlot,
  JudgedConflict,
  JudgedReceipt,
  JudgedResolution,
  JudgedWrite,
  Judgement,
  KnownConflict,
} from './judgement.ts';
import { createTogether } from './together.ts';
import { duplicateOf, type Accepted, type Author, type Conflict, type Receipt } from './verdict.ts';

/** A request, and what has to be known to judge it. */
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

/** Judges a whole request: groups all or none (I10), each change once (I7), a refusal stopping nothing but its own group (I5). */
export function judgePush(question: PushQuestion): Judgement {
  const { models, author } = question;
  const confirmedAt = new Date(author.now).toISOString();
  const accepted = createOverlay(question.records, models);
  const receipts = new Map<string, JudgedReceipt>();
  const writes: JudgedWrite[] = [];
  const conflicts: JudgedConflict[] = [];
  const resolutions: JudgedResolution[] = [];
  let head = question.head;

  const receiptOf = (changeId: string): Receipt | undefined =>
    question.receipts.get(changeId) ?? receipts.get(changeId);

  function settle(change: Change, verdict: Accepted): ChangeResult {
    const { changeId } = change;
    const { status, write, parts = [], conflict, altered } = verdict;
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
    const transactionId = change.transactionId ?? (conflict || parts.length > 0 ? changeId : null);
    if (write) writes.push({ ...write, change, sequence: head, transactionId });
    for (const part of parts) writes.push({ ...part, change, sequence: (head += 1), transactionId });
    return { changeId, status, ...receipt };
  }

  function slotsFor(parties: readonly string[]): ConflictNoteSlot[] {
    return parties.map((branchId) => {
      head += 1;
      return { branchId, sequence: head };
    });
  }

  function conclude(group: readonly Change[], verdict: GroupVerdict): ChangeResult[] {
    return group.flatMap((change, index) => {
      const receipt = receiptOf(change.changeId);
      // A replay has the same answer whatever becomes of the changes that it now travels with (I7).
      if (receipt) return [duplicateOf(change.changeId, receipt)];
      if ('culprit' in verdict) return [refuse(change, verdict.culprit, verdict.error)];
      const own = verdict.accepted[index];
      return own && own !== 'duplicate' ? [settle(change, own)] : [];
    });
  }

  const groups = groupsOf(question.changes);
  const resultsOf = new Map<readonly Change[], ChangeResult[]>();
  const circumstances = { models, author, records: accepted, isKnown: (id: string) => receiptOf(id) !== undefined };
  const together = createTogether(groups, {
    judge: (some) => judgeGroups(circumstances, some),
    probe(group) {
      const verdict = judgeGroups({ ...circumstances, records: createOverlay(accepted, models) }, [group]);
      return 'culprit' in verdict ? verdict : 'accepted';
    },
  });
  for (const [at, group] of groups.entries()) {
    if (resultsOf.has(group)) continue;
    for (const [member, verdict] of together.judge(at)) resultsOf.set(member, conclude(member, verdict));
  }
  const results = groups.flatMap((group) => resultsOf.get(group) ?? []);
  return { results, writes, conflicts, resolutions, receipts: [...receipts.values()], head };
}

/** The branches that a conflict is told to: everybody whose value is in it. Head office has it anyway. */
function partiesOf({ held, arrived, fields }: Conflict): string[] {
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
