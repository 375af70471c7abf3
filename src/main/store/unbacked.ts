import type { StoreContext } from './context.ts';

/** A change of a record that head office holds. */
export interface HeldChange {
  readonly modelName: string;
  readonly modelId: string;
  readonly sequence: number;
  readonly transactionId: string | null;
  /** null = the whole record */
  readonly changedFields: readonly string[] | null;
  readonly hlc: string;
}

/** Remembers what it would take to send a change again if head office lost it before a backup holds it (I17). After `noteVersion`. */
export function noteHeld(context: StoreContext, change: HeldChange): void {
  const { modelName, modelId, sequence } = change;
  context
    .prepare('update sync_records set sequence = max(sequence, ?) where model_name = ? and model_id = ?')
    .run(sequence, modelName, modelId);
  if (sequence <= backedUpTo(context)) return;
  context
    .prepare(
      `insert or replace into sync_unbacked (model_name, model_id, sequence, transaction_id, changed_fields, hlc) values (?, ?, ?, ?, ?, ?)`,
    )
    .run(
      modelName,
      modelId,
      sequence,
      change.transactionId,
      change.changedFields === null ? null : JSON.stringify(change.changedFields),
      change.hlc,
    );
}

/** One look-up instead of all facts: asked for every record of a page. */
function backedUpTo(context: StoreContext): number {
  const row = context.prepare<{ value: string }>(`select value from sync_state where key = 'backedUpTo'`).get();
  return Number(row?.value ?? 0) || 0;
}
