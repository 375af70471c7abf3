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

/**
 * Remembers what it would take to send a change again if head office lost it before a backup holds it (I17).
 * @param backedUpTo a backup of head office holds the feed up to there
 */
export function noteHeld(context: StoreContext, change: HeldChange, backedUpTo: number): void {
  const { modelName, modelId, sequence } = change;
  if (sequence <= backedUpTo) return;
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
