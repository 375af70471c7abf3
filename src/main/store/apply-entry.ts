import type { FeedEntry } from '../../shared/protocol/pull.ts';
import { laterTime } from '../../shared/later-time.ts';
import { keyOf, type RecordRow } from '../../shared/record.ts';
import { applyPlain, knownColumns } from './apply-plain.ts';
import type { StoreContext } from './context.ts';
import { applyConflictEntry, isConflictEntry } from './conflicts/keep-conflict.ts';
import { parseChangedFields, type LogSqlRow } from './log/rows.ts';
import { findOpenLogs, freezeInFlight, pendingSql } from './log/unsettled.ts';
import type { RecordTable } from '../../sqlite/record-table.ts';
import type { MetRecords } from './met-records.ts';
import { noteVersion } from './record-versions.ts';
import { park } from './parked.ts';
import { dropShadow, keepShadow } from './shadow.ts';
import type { Spared } from './spared-parts.ts';
import { takenFields } from './taken-fields.ts';
import { noteHeld } from './unbacked.ts';
import type { ApplyTrx } from './unit-of-work.ts';

/**
 * Applies one entry of the feed to its record. Returns whether it was taken (an older version than the one here is passed over).
 * @param met looked up in the same transaction, with this entry's record among the others
 */
export function applyEntry(
  context: StoreContext,
  trx: ApplyTrx,
  entry: FeedEntry,
  met: MetRecords,
  options: { readonly whole?: boolean | undefined; readonly spared?: Spared | undefined } = {},
): boolean {
  if (isConflictEntry(entry)) {
    applyConflictEntry(context, trx, entry);
    return true;
  }
  const { modelName, modelId, version } = entry;
  const table = context.findTable(modelName);
  if (!table) {
    park(context, entry, null);
    return false;
  }
  if (context.isExcluded(table.model)) return false;
  const unknown = Object.keys(entry.data).filter((name) => !table.model.columns.includes(name));
  if (unknown.length > 0) park(context, entry, unknown);
  const key = keyOf(entry);
  const known = met.versions.get(key);
  // What this branch sent came back as a newer version already; the master's altered row of it is on its way.
  if (known !== undefined && version < known) return false;
  if (options.spared === 'back') return false;
  // Its version was told of before: the entries before it have been passed over.
  const told = known === version;
  const before = told ? table.find(modelId) : undefined;
  const open = met.open.has(key) ? findOpenLogs(context, modelName, modelId) : [];
  const local = open.length > 0 ? table.find(modelId) : undefined;
  if (local) freezeInFlight(context, open, local);
  let seen = true;
  if (open.length > 0) {
    keepShadow(context, entry);
    seen = applyOverEdits(context, table, entry, open, local);
  } else if (options.spared === 'edited') {
    keepShadow(context, entry);
    met.shadowed.set(key, version);
    seen = false;
  } else {
    applyPlain(table, entry);
    // Of a part whose removal had to wait for its whole.
    if (met.shadowed.has(key)) dropShadow(context, entry);
  }
  noteVersion(context, modelName, modelId, { version, seen: seen ? version : 0, sequence: entry.sequence });
  met.versions.set(key, version);
  const changedFields = told
    ? takenFields(context, table.model, entry, before, table.find(modelId))
    : entry.changedFields;
  noteHeld(context, { ...entry, changedFields: options.whole ? null : changedFields }, met.backedUpTo);
  trx.topics.add(`records:${modelName}`);
  return true;
}

/**
 * The unsent edit keeps its fields, and the rest is taken (I14). What a person typed or removed here is never undone; the master judges when it arrives.
 * Returns whether the record now shows everything that the entry says.
 */
function applyOverEdits(
  context: StoreContext,
  table: RecordTable,
  entry: FeedEntry,
  open: readonly LogSqlRow[],
  local: RecordRow | undefined,
): boolean {
  const last = open.at(-1);
  // Removed here: it stays removed until the master says which wins. Removed there, edited here: the edit survives.
  if (!local || !last || last.action === 'delete' || entry.action === 'delete') return false;
  const edits: { readonly log: LogSqlRow; readonly fields: readonly string[] }[] = [];
  for (const log of open) {
    const fields = parseChangedFields(log.changed_fields);
    if (log.action !== 'update' || fields === null) return false;
    edits.push({ log, fields });
  }
  const theirs = knownColumns(table.model, entry);
  const merged: RecordRow = { ...theirs };
  for (const { fields } of edits) for (const name of fields) merged[name] = local[name] ?? null;
  merged['updated_at'] = laterTime(local['updated_at'], theirs['updated_at']);
  table.update(merged);
  const contested = edits.filter(({ log, fields }) => contests(entry, log, fields, theirs, local));
  for (const edit of edits) if (!contested.includes(edit)) rebase(context, edit.log, entry.version);
  return contested.length === 0;
}

/**
 * Whether head office may have changed a field of this edit to something else. Such an edit keeps its old base, so that the master sees the conflict and keeps
 * both values (I16) instead of taking the edit for an answer to a value its author never saw. Where versions were passed over, nobody here knows which fields
 * they changed.
 */
function contests(
  entry: FeedEntry,
  log: LogSqlRow,
  fields: readonly string[],
  theirs: RecordRow,
  local: RecordRow,
): boolean {
  const changed = entry.version === (log.base_version ?? 0) + 1 ? entry.changedFields : null;
  return fields.some((name) => theirs[name] !== local[name] && (changed === null || changed.includes(name)));
}

/** What is on its way, or was and may have arrived, must be said again as it was said before (I7). */
function rebase(context: StoreContext, log: LogSqlRow, version: number): void {
  context
    .prepare(`update sync_logs set base_version = ? where id = ? and (${pendingSql} or sync_status = 'failed')`)
    .run(version, log.id);
}
