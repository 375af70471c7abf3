import type { RecordState } from '../../shared/ipc/records.ts';
import type { Model } from '../../models/kit/define-model.ts';
import type { StoreContext } from './context.ts';
import { refused } from './log/log-condition.ts';
import { pendingSql, unsettledSql } from './log/unsettled.ts';

interface StateRow {
  model_id: string;
  sync_status: string;
}

/** The badge of each of these records, from its open logs: the one that needs a person first. */
export function statesOf(context: StoreContext, model: Model, ids: readonly string[]): Map<string, RecordState> {
  const states = new Map<string, RecordState>(ids.map((id) => [id, context.isExcluded(model) ? 'local' : 'confirmed']));
  if (context.isExcluded(model)) return states;
  const rank: Record<RecordState, number> = { refused: 4, conflict: 3, sending: 2, waiting: 1, confirmed: 0, local: 0 };
  const raise = (id: string, state: RecordState): void => {
    if (rank[state] > rank[states.get(id) ?? 'confirmed']) states.set(id, state);
  };
  for (const condition of [pendingSql, unsettledSql]) {
    const rows = context
      .prepare<StateRow>(
        `select model_id, sync_status from sync_logs where ${condition} and model_name = ? and model_id in (select value from json_each(?))`,
      )
      .all(model.name, JSON.stringify(ids));
    for (const row of rows)
      raise(
        row.model_id,
        row.sync_status === 'failed' ? 'refused' : row.sync_status === 'syncing' ? 'sending' : 'waiting',
      );
  }
  const conflicts = context
    .prepare<{
      model_id: string;
    }>(
      `select distinct model_id from sync_conflicts where state = 'open' and model_name = ? and model_id in (select value from json_each(?))`,
    )
    .all(model.name, JSON.stringify(ids));
  for (const row of conflicts) raise(row.model_id, 'conflict');
  return states;
}

/** What makes up a state: one subquery for each index, so that none of them walks the whole log. */
export function stateFilterOf(state: RecordState): StateFilterSql {
  const logs = (condition: string): string => `sync_logs where ${condition}`;
  const conflicts = `sync_conflicts where state = 'open'`;
  if (state === 'refused') return { sources: [logs(refused.condition)], present: true };
  if (state === 'conflict') return { sources: [conflicts], present: true };
  if (state === 'sending') return { sources: [logs(`${unsettledSql} and sync_status = 'syncing'`)], present: true };
  const pending = logs(pendingSql);
  if (state === 'waiting')
    return { sources: [pending, logs(`${unsettledSql} and sync_status = 'pending'`)], present: true };
  return { sources: [pending, logs(unsettledSql), conflicts], present: false };
}

/** Records that are named (`present`) or not named by one of the sources (SQL: a table with `model_name` and `model_id`, and a condition). */
export interface StateFilterSql {
  readonly sources: readonly string[];
  readonly present: boolean;
}
