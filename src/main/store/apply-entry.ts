import type { FeedEntry } from '../../shared/protocol/pull.ts';
import type { RecordRow } from '../../shared/record.ts';
import { applyPlain, knownColumns } from './apply-plain.ts';
import type { StoreContext } from './context.ts';
import { applyConflictEntry, isConflictEntry } from './conflicts/keep-conflict.ts';
import { parseChangedFields, type LogSqlRow } from './log/rows.ts';
import { findOpenLogs, freezeInFlight } from './log/unsettled.ts';
import type { RecordTable } from '../../sqlite/record-table.ts';
import { knownVersion, noteVersion } from './record-versions.ts';
import { park } from './parked.ts';
import { keepShadow } from './shadow.ts';
import { noteHeld } from './unbacked.ts';
import type { ApplyTrx } from './unit-of-work.ts';

/** Applies one entry of the feed to its record. Returns whether it was taken (an older version than the one here is passed over). */
export function applyEntry(
  context: StoreContext,
  trx: ApplyTrx,
  entry: FeedEntry,
  options: { readonly whole?: boolean | undefined } = {},
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
  const known = knownVersion(context, modelName, modelId);
  // What this branch sent came back as a newer version already; the master's altered row of it is on its way.
  if (known !== null && version < known) return false;
  const open = findOpenLogs(context, modelName, modelId);
  const local = open.length > 0 ? table.find(modelId) : undefined;
  if (local) freezeInFlight(context, open, local);
  let seen = true;
  if (open.length === 0) applyPlain(table, entry);
  else {
    keepShadow(context, entry);
    seen = applyOverEdits(context, table, entry, open, local);
  }
  noteVersion(context, modelName, modelId, { version, seen: seen ? version : 0 });
  noteHeld(context, options.whole ? { ...entry, changedFields: null } : entry);
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
  merged['updated_at'] = later(local['updated_at'], theirs['updated_at']);
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
    .prepare(
      `update sync_logs set base_version = ? where id = ? and (sync_status = 'pending' and in_doubt = 0 or sync_status = 'failed')`,
    )
    .run(version, log.id);
}

function later(a: RecordRow[string] | undefined, b: RecordRow[string] | undefined): RecordRow[string] {
  return String(a ?? '') > String(b ?? '') ? (a ?? null) : (b ?? null);
}
