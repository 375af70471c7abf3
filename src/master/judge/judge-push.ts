import type { ModelRegistry } from '../../models/kit/registry.ts';
import type { Change } from '../../shared/protocol/common.ts';
import type { ChangeResult } from '../../shared/protocol/push.ts';
import { judgeChange, type Author, type Conflict, type Verdict, type Write } from './judge-change.ts';
import type { KnownRecords } from './known-records.ts';
import { createOverlay, type Overlay } from './overlay.ts';

/** What the master answered to a change before (I7). */
export interface Receipt {
  readonly sequence: number;
  readonly version: number;
  readonly confirmedAt: string;
}

export interface JudgedWrite extends Write {
  readonly change: Change;
  readonly sequence: number;
}

export interface JudgedConflict extends Conflict {
  readonly change: Change;
}

export interface Judgement {
  readonly results: readonly ChangeResult[];
  readonly writes: readonly JudgedWrite[];
  readonly conflicts: readonly JudgedConflict[];
  /** Receipts to keep: of every change that was accepted now. */
  readonly receipts: readonly (Receipt & { readonly changeId: string })[];
  /** The newest sequence afterwards. */
  readonly head: number;
}

export interface PushQuestion {
  readonly models: ModelRegistry;
  readonly records: KnownRecords;
  readonly receipts: ReadonlyMap<string, Receipt>;
  readonly changes: readonly Change[];
  readonly author: Author;
  /** The newest sequence before. */
  readonly head: number;
}

/** Judges a whole request: groups all or none (I10), each change once (I7), a refusal stopping nothing but its own group (I5). */
export function judgePush(question: PushQuestion): Judgement {
  const { models, receipts, author } = question;
  const confirmedAt = new Date(author.now).toISOString();
  const accepted = createOverlay(question.records, models);
  const results: ChangeResult[] = [];
  const writes: JudgedWrite[] = [];
  const conflicts: JudgedConflict[] = [];
  const kept = new Map<string, Receipt & { changeId: string }>();
  let head = question.head;

  const settle = (change: Change, verdict: Exclude<Verdict, { status: 'rejected' }>): ChangeResult => {
    if (verdict.write) head += 1;
    const version = verdict.write?.known.version ?? accepted.get(change.modelName, change.modelId)?.version ?? 0;
    const receipt = { sequence: head, version, confirmedAt };
    kept.set(change.changeId, { ...receipt, changeId: change.changeId });
    if (verdict.write) writes.push({ ...verdict.write, change, sequence: head });
    if (verdict.conflict) conflicts.push({ ...verdict.conflict, change });
    return { changeId: change.changeId, status: verdict.status, ...receipt };
  };

  for (const group of groupsOf(question.changes)) {
    const layer = createOverlay(accepted, models);
    const verdicts: { change: Change; verdict: Verdict | 'duplicate' }[] = [];
    const inGroup = new Set<string>();
    for (const change of group) {
      const known = receipts.has(change.changeId) || kept.has(change.changeId) || inGroup.has(change.changeId);
      inGroup.add(change.changeId);
      const verdict = known ? 'duplicate' : judgeChange(models, layer, change, author);
      verdicts.push({ change, verdict });
      if (verdict === 'duplicate') continue;
      if (verdict.status === 'rejected') break;
      if (verdict.write) layer.set(verdict.write.modelName, verdict.write.modelId, verdict.write.known);
    }
    const last = verdicts.at(-1);
    const culprit = last && last.verdict !== 'duplicate' && last.verdict.status === 'rejected' ? last : undefined;
    if (culprit && culprit.verdict !== 'duplicate' && culprit.verdict.status === 'rejected') {
      results.push(...refuseGroup(group, culprit.change, culprit.verdict.error));
      continue;
    }
    mergeDown(layer, accepted);
    for (const { change, verdict } of verdicts) {
      if (verdict !== 'duplicate' && verdict.status !== 'rejected') results.push(settle(change, verdict));
      else {
        const receipt = receipts.get(change.changeId) ?? kept.get(change.changeId);
        if (receipt) {
          const { sequence, version, confirmedAt: at } = receipt;
          results.push({ changeId: change.changeId, status: 'duplicate', sequence, version, confirmedAt: at });
        }
      }
    }
  }
  return { results, writes, conflicts, receipts: [...kept.values()], head };
}

function groupsOf(changes: readonly Change[]): Change[][] {
  const groups: Change[][] = [];
  for (const change of changes) {
    const open = groups.at(-1);
    if (open && change.transactionId !== null && open[0]?.transactionId === change.transactionId) open.push(change);
    else groups.push([change]);
  }
  return groups;
}

function refuseGroup(
  group: readonly Change[],
  culprit: Change,
  error: NonNullable<ChangeResult['error']>,
): ChangeResult[] {
  return group.map((change) =>
    change === culprit
      ? { changeId: change.changeId, status: 'rejected', error }
      : {
          changeId: change.changeId,
          status: 'rejected',
          error: {
            code: 'group-refused',
            message: `Refused together with the ${culprit.modelName} that was saved with it: ${error.message}`,
            causedBy: culprit.changeId,
          },
        },
  );
}

function mergeDown(layer: Overlay, below: Overlay): void {
  for (const { modelName, modelId, known } of layer.changes.values()) below.set(modelName, modelId, known);
}
