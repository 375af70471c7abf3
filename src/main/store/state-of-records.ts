import type { RecordState } from '../../shared/ipc/records.ts';
import type { Model } from '../../models/kit/define-model.ts';
import type { StoreContext } from './context.ts';

interface StateRow {
  model_id: string;
  sync_status: string;
}

/** The badge of each of these records, from its open logs: the one that needs a person first. */
export function statesOf(context: StoreContext, model: Model, ids: readonly string[]): Map<string, RecordState> {
  const states = new Map<string, RecordState>(ids.map((id) => [id, context.isExcluded(model) ? 'local' : 'confirmed']));
  if (context.isExcluded(model)) return states;
  const rank: Record<RecordState, number> = { refused: 3, sending: 2, waiting: 1, confirmed: 0, local: 0 };
  for (const condition of [
    `sync_status = 'pending' and in_doubt = 0`,
    `(sync_status = 'syncing' or sync_status = 'failed' or in_doubt = 1)`,
  ]) {
    const rows = context
      .prepare<StateRow>(
        `select model_id, sync_status from sync_logs where ${condition} and model_name = ? and model_id in (select value from json_each(?))`,
      )
      .all(model.name, JSON.stringify(ids));
    for (const row of rows) {
      const state: RecordState =
        row.sync_status === 'failed' ? 'refused' : row.sync_status === 'syncing' ? 'sending' : 'waiting';
      if (rank[state] > rank[states.get(row.model_id) ?? 'confirmed']) states.set(row.model_id, state);
    }
  }
  return states;
}

const unsettled = `(sync_status = 'syncing' or sync_status = 'failed' or in_doubt = 1)`;

/** Which logs make up a state: one subquery for each index, so that none of them walks the whole log. */
export function logFilterOf(state: RecordState): LogFilterSql {
  if (state === 'refused') return { conditions: [`${unsettled} and sync_status = 'failed'`], present: true };
  if (state === 'sending') return { conditions: [`${unsettled} and sync_status = 'syncing'`], present: true };
  const pending = `sync_status = 'pending' and in_doubt = 0`;
  if (state === 'waiting') return { conditions: [pending, `${unsettled} and sync_status = 'pending'`], present: true };
  return { conditions: [pending, unsettled], present: false };
}

/** Records that have (`present`) or do not have a log that meets one of the conditions (SQL over `sync_logs`). */
export interface LogFilterSql {
  readonly conditions: readonly string[];
  readonly present: boolean;
}
