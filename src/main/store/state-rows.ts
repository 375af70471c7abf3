import type { StoreContext } from './context.ts';

/** The rows of `sync_state`: a handful of JSON texts by key. Never changed in place: as long as it is the same object nothing has changed. */
export type StateRows = ReadonlyMap<string, string>;

interface Snapshot {
  /** What SQLite counts up whenever another process has committed. */
  readonly version: number | undefined;
  readonly rows: StateRows;
}

/** They are asked for many times in every run and change seldom, so they are read again only after another process has committed. */
const snapshots = new WeakMap<StoreContext, Snapshot>();

export function readState(context: StoreContext): StateRows {
  const version = context.prepare<{ data_version: number }>('pragma data_version').get()?.data_version;
  const known = snapshots.get(context);
  if (known && known.version === version) return known.rows;
  const found = context.prepare<{ key: string; value: string }>('select key, value from sync_state').all();
  const rows = new Map(found.map(({ key, value }) => [key, value]));
  snapshots.set(context, { version, rows });
  return rows;
}

/**
 * Sets one row inside the open transaction. What is there already is not written again: a transaction that changes nothing costs no disk.
 * @param before as just read
 */
export function writeState(
  context: StoreContext,
  key: string,
  value: string,
  before: StateRows = readState(context),
): StateRows {
  if (before.get(key) === value) return before;
  context
    .prepare('insert into sync_state (key, value) values (?, ?) on conflict (key) do update set value = excluded.value')
    .run(key, value);
  const rows = new Map(before).set(key, value);
  snapshots.set(context, { version: snapshots.get(context)?.version, rows });
  return rows;
}

/** The transaction in which they may have been written was rolled back. */
export function forgetState(context: StoreContext): void {
  snapshots.delete(context);
}
