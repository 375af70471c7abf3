import type { FeedEntry } from '../../shared/protocol/pull.ts';
import type { RecordRow } from '../../shared/record.ts';
import { applyPlain, knownColumns } from './apply-plain.ts';
import type { StoreContext } from './context.ts';
import { parseChangedFields, type LogSqlRow } from './log/rows.ts';
import { findOpenLogs, freezeInFlight } from './log/unsettled.ts';
import type { RecordTable } from '../../sqlite/record-table.ts';
import { keepShadow } from './shadow.ts';
import type { ApplyTrx } from './unit-of-work.ts';

/** Applies one entry of the feed to its record. Returns whether it was taken (an older version than the one here is passed over). */
export function applyEntry(context: StoreContext, trx: ApplyTrx, entry: FeedEntry): boolean {
  const table = context.findTable(entry.modelName);
  if (!table) return park(context, entry);
  if (context.isExcluded(table.model)) return false;
  if (Object.keys(entry.data).some((name) => !table.model.columns.includes(name))) park(context, entry);
  const known = knownVersion(context, entry);
  // What this branch sent came back as a newer version already; the master's altered row of it is on its way.
  if (known !== null && entry.version < known) return false;
  setVersion(context, entry);
  const open = findOpenLogs(context, entry.modelName, entry.modelId);
  const local = open.length > 0 ? table.find(entry.modelId) : undefined;
  if (local) freezeInFlight(context, open, local);
  if (open.length === 0) applyPlain(table, entry);
  else {
    keepShadow(context, entry);
    applyOverEdits(context, table, entry, open, local);
  }
  trx.topics.add(`records:${entry.modelName}`);
  return true;
}

/** The unsent edit keeps its fields, and the rest is taken (I14). What a person typed or removed here is never undone; the master judges when it arrives. */
function applyOverEdits(
  context: StoreContext,
  table: RecordTable,
  entry: FeedEntry,
  open: readonly LogSqlRow[],
  local: RecordRow | undefined,
): void {
  const last = open.at(-1);
  // Removed here: it stays removed until the master says which wins. Removed there, edited here: the edit survives.
  if (!local || !last || last.action === 'delete' || entry.action === 'delete') return;
  const fields = new Set<string>();
  for (const log of open) {
    const changed = parseChangedFields(log.changed_fields);
    if (log.action !== 'update' || changed === null) return;
    for (const name of changed) fields.add(name);
  }
  const theirs = knownColumns(table.model, entry);
  const merged: RecordRow = { ...theirs };
  for (const name of fields) merged[name] = local[name] ?? null;
  merged['updated_at'] = later(local['updated_at'], theirs['updated_at']);
  table.update(merged);
  // Based on what was just pulled, unless head office changed the same field: then the old base stays, so that the master sees the conflict and keeps both
  // values (I16) instead of taking the edit for an answer to a value its author never saw.
  const sameField = [...fields].some(
    (name) => theirs[name] !== local[name] && (entry.changedFields === null || entry.changedFields.includes(name)),
  );
  if (sameField) return;
  context
    .prepare(
      `update sync_logs set base_version = ? where model_name = ? and model_id = ? and (sync_status = 'pending' and in_doubt = 0
        or sync_status = 'failed')`,
    )
    .run(entry.version, entry.modelName, entry.modelId);
}

function later(a: RecordRow[string] | undefined, b: RecordRow[string] | undefined): RecordRow[string] {
  return String(a ?? '') > String(b ?? '') ? (a ?? null) : (b ?? null);
}

function knownVersion(context: StoreContext, entry: FeedEntry): number | null {
  return (
    context
      .prepare<{ version: number }>('select version from sync_records where model_name = ? and model_id = ?')
      .get(entry.modelName, entry.modelId)?.version ?? null
  );
}

function setVersion(context: StoreContext, entry: FeedEntry): void {
  context
    .prepare(
      `insert into sync_records (model_name, model_id, version) values (?, ?, ?)
        on conflict (model_name, model_id) do update set version = excluded.version`,
    )
    .run(entry.modelName, entry.modelId, entry.version);
}

/** Kept for the version of the app that knows the model or the column. */
function park(context: StoreContext, entry: FeedEntry): boolean {
  context
    .prepare('insert or replace into parked_changes (sequence, model_name, model_id, entry) values (?, ?, ?, ?)')
    .run(entry.sequence, entry.modelName, entry.modelId, JSON.stringify(entry));
  return false;
}
