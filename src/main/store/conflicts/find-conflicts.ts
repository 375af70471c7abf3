import {
  conflictSides,
  type ConflictDetail,
  type ConflictField,
  type ConflictSummary,
} from '../../../shared/ipc/conflicts.ts';
import { SyncLogError } from '../../../shared/errors.ts';
import type { StoreContext } from '../context.ts';
import { toConflict, type ConflictSqlRow, type StoredConflict } from './conflict-rows.ts';

export interface ConflictQuery {
  readonly state?: 'open' | 'resolved' | undefined;
  readonly model?: string | undefined;
  readonly recordId?: string | undefined;
  readonly offset: number;
  readonly limit: number;
}

/** A page of the conflicts that match, newest first, and how many match. */
export function listConflicts(
  context: StoreContext,
  query: ConflictQuery,
): { readonly rows: ConflictSummary[]; readonly total: number } {
  const parts: string[] = [];
  const bindings: string[] = [];
  // The open ones have a partial index, which is used only where its condition is repeated word for word.
  if (query.state) parts.push(`state = '${query.state}'`);
  if (query.model !== undefined) {
    parts.push('model_name = ?');
    bindings.push(query.model);
  }
  if (query.recordId !== undefined) {
    parts.push('model_id = ?');
    bindings.push(query.recordId);
  }
  const where = parts.length > 0 ? ` where ${parts.join(' and ')}` : '';
  const rows = context
    .prepare<ConflictSqlRow>(`select * from sync_conflicts${where} order by at desc, id desc limit ? offset ?`)
    .all(...bindings, query.limit, query.offset);
  const total =
    context.prepare<{ n: number }>(`select count(*) as n from sync_conflicts${where}`).get(...bindings)?.n ?? 0;
  return { rows: rows.map((row) => toConflict(context, row).summary), total };
}

/** How many records wait for a person to decide. */
export function countRecordsInConflict(context: StoreContext): number {
  return (
    context
      .prepare<{
        n: number;
      }>(`select count(*) as n from (select distinct model_name, model_id from sync_conflicts where state = 'open')`)
      .get()?.n ?? 0
  );
}

/** @throws SyncLogError `not-found` */
export function getConflict(context: StoreContext, id: string): StoredConflict {
  const row = context.prepare<ConflictSqlRow>('select * from sync_conflicts where id = ?').get(id);
  if (row) return toConflict(context, row);
  throw new SyncLogError('not-found', `There is no conflict ${id}. Look at the list again: it may have been replaced.`);
}

/** Both sides, field by field, beside what the record holds now. @throws SyncLogError `not-found` */
export function describeConflict(context: StoreContext, id: string): ConflictDetail {
  const { summary, content, lost } = getConflict(context, id);
  const table = context.findTable(summary.modelName);
  const current = table?.find(summary.modelId) ?? null;
  const { ours, theirs, reason } = content;
  const lostIn = (name: string): ConflictField['lost'] => conflictSides.filter((side) => lost[side].includes(name));
  const fieldsOf = Object.entries(content.fields).map(([name, field]): ConflictField => ({
    name,
    ...field,
    lost: lostIn(name),
    current: current?.[name] ?? null,
  }));
  return {
    ...summary,
    ours,
    theirs,
    reason,
    current,
    differences: fieldsOf.length > 0 ? fieldsOf : wholeRecords(content, table?.model.fields ?? {}, current, lostIn),
  };
}

/** Of whole records that stand against each other: the fields in which they differ. */
function wholeRecords(
  { ours, theirs }: StoredConflict['content'],
  fields: Readonly<Record<string, unknown>>,
  current: ConflictDetail['current'],
  lostIn: (name: string) => ConflictField['lost'],
): ConflictField[] {
  const by = ({ branchId, name, at }: typeof ours) => ({ branchId, name, at });
  return Object.keys(fields)
    .map((name): ConflictField => ({
      name,
      ours: ours.record?.[name] ?? null,
      oursBy: by(ours),
      theirs: theirs.record?.[name] ?? null,
      theirsBy: by(theirs),
      winner: ours.action === 'update' && theirs.action === 'delete' ? 'ours' : 'theirs',
      lost: lostIn(name),
      current: current?.[name] ?? null,
    }))
    .filter((field) => field.ours !== field.theirs || field.lost.length > 0);
}
