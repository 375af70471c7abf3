import type { Action, SyncStatus } from '../../../shared/record.ts';
import type { StoreContext } from '../context.ts';

/** What a row of the log is counted by. */
export interface CountedLog {
  readonly id: number;
  readonly model_name: string;
  readonly action: Action;
  readonly sync_status: SyncStatus;
}

/** Ids that are counted together: few enough that a page of rows that lie far apart reads little, enough that a million rows make only four thousand blocks. */
export const blockSize = 256;

export const blockOf = (id: number): number => Math.floor(id / blockSize);

interface Cell {
  readonly row: CountedLog;
  by: number;
  /** By how much the sum of their ids changes. */
  ids: number;
}

/** By how much a transaction changes the number of logs of a kind in a block. */
export type BlockChanges = Map<string, Cell>;

export function countInBlock(changes: BlockChanges, row: CountedLog, by: number): void {
  const key = `${blockOf(row.id)} ${row.model_name} ${row.action} ${row.sync_status}`;
  const cell = changes.get(key);
  const ids = by * row.id;
  if (cell) {
    cell.by += by;
    cell.ids += ids;
  } else changes.set(key, { row, by, ids });
}

/** In the transaction of the rows themselves, once at its end. */
export function saveBlocks(context: StoreContext, changes: BlockChanges): void {
  for (const { row, by, ids } of changes.values()) {
    // As many may have come as have gone, but other ones.
    if (by === 0 && ids === 0) continue;
    const cell = [blockOf(row.id), row.model_name, row.action, row.sync_status];
    context
      .prepare(
        `insert into sync_log_blocks (block, model_name, action, sync_status, logs, ids) values (?, ?, ?, ?, ?, ?)
          on conflict (block, model_name, action, sync_status) do update set logs = logs + excluded.logs, ids = ids + excluded.ids`,
      )
      .run(...cell, by, ids);
    if (by >= 0) continue;
    context
      .prepare(
        'delete from sync_log_blocks where block = ? and model_name = ? and action = ? and sync_status = ? and logs = 0',
      )
      .run(...cell);
  }
}

/** The models that the log has rows of, also those this program no longer knows. */
export function modelsInLog(context: StoreContext): string[] {
  return context
    .prepare<{ name: string }>('select distinct model_name as name from sync_log_blocks order by name')
    .all()
    .map((row) => row.name);
}
