import {
  conflictEntryDataSchema,
  conflictModelName,
  conflictNoteSchema,
  type ConflictNote,
} from '../../../shared/protocol/conflict.ts';
import type { FeedEntry } from '../../../shared/protocol/pull.ts';
import type { StoreContext } from '../context.ts';
import { readIdentity } from '../identity.ts';
import type { Trx } from '../unit-of-work.ts';
import type { ConflictContent, ConflictResolver } from './conflict-rows.ts';
import { sealContent } from './sealed-content.ts';

export interface KeptConflict {
  readonly id: string;
  readonly modelName: string;
  readonly modelId: string;
  readonly kind: string;
  readonly rule: string | null;
  readonly title: string;
  readonly at: string;
  readonly content: ConflictContent;
  readonly resolved: { readonly at: string; readonly by: ConflictResolver } | null;
}

/**
 * Keeps a disagreement in the transaction of whatever it belongs to (I16). Told again, it is the same one; what a person has decided meanwhile stays decided.
 */
export function keepConflict(context: StoreContext, trx: Trx, kept: KeptConflict): void {
  context
    .prepare(
      `insert into sync_conflicts (id, model_name, model_id, kind, rule, title, at, state, content, resolved_at, resolved_by)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (id) do update set content = excluded.content, title = excluded.title,
          state = case when excluded.state = 'resolved' then 'resolved' else state end,
          resolved_at = coalesce(excluded.resolved_at, resolved_at), resolved_by = coalesce(excluded.resolved_by, resolved_by)`,
    )
    .run(
      kept.id,
      kept.modelName,
      kept.modelId,
      kept.kind,
      kept.rule,
      kept.title,
      kept.at,
      kept.resolved ? 'resolved' : 'open',
      JSON.stringify(sealContent(context, kept.modelName, kept.content)),
      kept.resolved?.at ?? null,
      kept.resolved && JSON.stringify(kept.resolved.by),
    );
  tellOf(trx, kept.modelName);
}

export function tellOf(trx: Trx, modelName: string): void {
  trx.topics.add('conflicts').add('status').add(`records:${modelName}`);
}

export function isConflictEntry(entry: FeedEntry): boolean {
  return entry.modelName === conflictModelName;
}

/** A conflict that head office tells of in its feed. */
export function applyConflictEntry(context: StoreContext, trx: Trx, entry: FeedEntry): void {
  const { note: text } = conflictEntryDataSchema.parse(entry.data);
  const note = conflictNoteSchema.parse(JSON.parse(text));
  keepConflict(context, trx, { ...note, content: asSeenHere(note, readIdentity(context)?.branchId ?? null) });
}

/** Ours is what was sent from here; else what stood when the other one arrived, which may well have been written here. */
function asSeenHere(note: ConflictNote, branchId: string | null): ConflictContent {
  const sent = note.arrived.branchId !== null && note.arrived.branchId === branchId;
  const { branchId: writer, name, at } = note.arrived;
  const arrivedBy = { branchId: writer, name, at };
  const [ours, theirs] = sent ? [note.arrived, note.held] : [note.held, note.arrived];
  const fields = Object.entries(note.fields).map(([field, { held, arrived, winner, heldBy }]) => [
    field,
    {
      ours: sent ? arrived : held,
      oursBy: sent ? arrivedBy : heldBy,
      theirs: sent ? held : arrived,
      theirsBy: sent ? heldBy : arrivedBy,
      winner: (winner === 'arrived') === sent ? ('ours' as const) : ('theirs' as const),
    },
  ]);
  return { ours, theirs, fields: Object.fromEntries(fields), changedFields: null, reason: null };
}
