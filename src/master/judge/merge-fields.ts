import type { Model } from '../../models/kit/define-model.ts';
import { laterTime } from '../../shared/later-time.ts';
import type { FieldValue, RecordRow } from '../../shared/record.ts';
import { changedByOther, versionOf, writtenBy, type KnownRecord, type Writer } from './known-records.ts';
import { rankHeld } from './rank-time.ts';
import { writerOf, type Author } from './verdict.ts';

/** Two values for one field: which won, and the one that lost (kept, I16). */
export interface FieldConflict {
  readonly winner: 'held' | 'arrived';
  readonly held: FieldValue;
  readonly arrived: FieldValue;
  /** Who wrote the one that head office held. */
  readonly heldBy: Writer;
}

export interface MergeQuestion {
  readonly model: Model;
  readonly known: KnownRecord;
  readonly sent: RecordRow;
  /** What the change means to set. */
  readonly fields: readonly string[];
  /** The version it was made upon. */
  readonly base: number;
  /** When it was made, as `rankTime` ranks it. */
  readonly rank: string;
  readonly author: Author;
}

export interface MergeAnswer {
  readonly record: RecordRow;
  readonly changed: readonly string[];
  readonly conflicts: Readonly<Record<string, FieldConflict>>;
  /** Others changed fields since the base, whether the same or not. */
  readonly othersChanged: boolean;
}

/** Lays the sent fields over the record: by field where others changed other fields, by the model's rule where they changed the same. */
export function mergeFields(question: MergeQuestion): MergeAnswer {
  const { model, known, sent, fields, base, author } = question;
  const record: RecordRow = { ...known.record };
  const changed: string[] = [];
  const conflicts: Record<string, FieldConflict> = {};
  for (const field of fields) {
    const [mine = null, theirs = null] = [sent[field], known.record[field]];
    if (mine === theirs) continue;
    const byOther = changedByOther(versionOf(known, field), base, writerOf(author));
    const wins = !byOther || arrivedWins(question, field);
    if (byOther) {
      const heldBy = writtenBy(versionOf(known, field));
      conflicts[field] = { winner: wins ? 'arrived' : 'held', held: theirs, arrived: mine, heldBy };
    }
    if (!wins) continue;
    record[field] = mine;
    changed.push(field);
  }
  // What sets nothing is no change of the record: a branch that has read it sends nothing again after a restore, and would keep a time that nobody else has (I17).
  if (changed.length > 0) record['updated_at'] = laterTime(sent['updated_at'], known.record['updated_at']);
  const othersChanged = Object.keys(model.fields).some((field) =>
    changedByOther(versionOf(known, field), base, writerOf(author)),
  );
  return { record, changed, conflicts, othersChanged };
}

/** Only under last-write-wins can a branch's value replace one that another wrote meanwhile; `manual` leaves the choice to a person. */
function arrivedWins({ model, known, rank, author }: MergeQuestion, field: string): boolean {
  // Head office's own edit is the master's word.
  if (model.conflict === 'master-wins' && author.branchId === null) return true;
  return model.conflict === 'last-write-wins' && rank > rankHeld(versionOf(known, field)[1], author.now);
}
