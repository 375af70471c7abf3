import type { Action } from '../../../shared/record.ts';

/** An unsent change of one record, as far as merging two of them needs it. */
export interface Mergeable {
  readonly action: Action;
  /** null = the whole record */
  readonly changedFields: readonly string[] | null;
}

/**
 * What an open, unsent change and a newer one of the same record come to; `null` when both disappear, because the master never knew the record.
 * | open   | newer  | result |
 * |--------|--------|--------|
 * | create | update | create |
 * | create | delete | nothing |
 * | update | update | update of the fields of both |
 * | update | delete | delete |
 * | delete | create | update of the whole record |
 * | delete | delete | delete |
 */
export function mergeChanges(open: Mergeable, newer: Mergeable): Mergeable | null {
  if (open.action === 'create') return newer.action === 'delete' ? null : open;
  if (newer.action === 'delete') return { action: 'delete', changedFields: null };
  if (open.action === 'delete') return { action: 'update', changedFields: null };
  if (newer.action === 'create') return { action: 'update', changedFields: null };
  return { action: 'update', changedFields: uniteFields(open.changedFields, newer.changedFields) };
}

function uniteFields(a: readonly string[] | null, b: readonly string[] | null): readonly string[] | null {
  return a === null || b === null ? null : [...new Set([...a, ...b])].sort();
}

/**
 * Whether what both come to goes out with those the open one was saved with, else with those of the newer one (I10): a change that carries the whole record may be what its parts need, a sale
 * that head office has not yet, or not any more, and would come before its lines.
 */
export function staysWithItsGroup(open: Mergeable, merged: Mergeable): boolean {
  return (
    merged.action !== 'delete' &&
    (open.action === 'create' || (open.action === 'update' && open.changedFields === null))
  );
}
