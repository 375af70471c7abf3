import { z } from 'zod';
import { feedEntrySchema, type FeedEntry } from '../../shared/protocol/pull.ts';
import type { RecordTable } from '../../sqlite/record-table.ts';
import type { StoreContext } from './context.ts';

/** So many at a time: a branch that was not upgraded for long has parked much. */
const sliceSize = 500;

interface ParkedRow {
  sequence: number;
  model_name: string;
  unknown: string | null;
  entry: string;
}

/** Keeps an entry of a newer head office for the version of the app that knows it. @param unknown the columns not known here; null = the whole model */
export function park(context: StoreContext, entry: FeedEntry, unknown: readonly string[] | null): void {
  context
    .prepare(
      'insert or replace into parked_changes (sequence, model_name, model_id, unknown, entry) values (?, ?, ?, ?, ?)',
    )
    .run(
      entry.sequence,
      entry.modelName,
      entry.modelId,
      unknown === null ? null : JSON.stringify(unknown),
      JSON.stringify(entry),
    );
}

const namesSchema = z.array(z.string());

/**
 * After an upgrade: applies what was kept aside and is known now, in the order of the feed. Entries of a model that was unknown are applied as if they came now;
 * of the others only the columns that were unknown, so that nothing newer is undone. Returns how many were taken up.
 * @param apply runs its work in one transaction, and applies an entry whole
 */
export function replayParked(
  context: StoreContext,
  apply: (work: (applyEntry: (entry: FeedEntry) => void) => number) => number,
): number {
  let replayed = 0;
  let after = 0;
  for (let rows = readSlice(context, after); rows.length > 0; rows = readSlice(context, after)) {
    const slice = rows;
    replayed += apply((applyEntry) => slice.filter((row) => replay(context, row, applyEntry)).length);
    after = rows.at(-1)?.sequence ?? after;
  }
  return replayed;
}

function readSlice(context: StoreContext, after: number): ParkedRow[] {
  return context
    .prepare<ParkedRow>(
      'select sequence, model_name, unknown, entry from parked_changes where sequence > ? order by sequence limit ?',
    )
    .all(after, sliceSize);
}

function replay(context: StoreContext, row: ParkedRow, applyEntry: (entry: FeedEntry) => void): boolean {
  const table = context.findTable(row.model_name);
  if (!table) return false;
  const entry = feedEntrySchema.parse(JSON.parse(row.entry));
  const unknown = row.unknown === null ? null : namesSchema.parse(JSON.parse(row.unknown));
  const still = (unknown ?? []).filter((name) => !table.model.columns.includes(name));
  if (unknown !== null && still.length === unknown.length) return false;
  context.prepare('delete from parked_changes where sequence = ?').run(row.sequence);
  if (unknown === null) applyEntry(entry);
  else {
    if (still.length > 0) park(context, entry, still);
    takeColumns(table, entry, unknown);
  }
  return true;
}

function takeColumns(table: RecordTable, entry: FeedEntry, unknown: readonly string[]): void {
  const record = table.find(entry.modelId);
  if (!record || entry.action === 'delete') return;
  const known = unknown.filter((name) => table.model.columns.includes(name));
  table.update({ ...record, ...Object.fromEntries(known.map((name) => [name, entry.data[name] ?? null])) });
}
