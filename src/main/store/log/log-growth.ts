import type { StoreContext } from '../context.ts';
import { readStats } from './counters.ts';

/** How the log has grown: its first and its last row that are still there. */
export interface LogGrowth {
  readonly rows: number;
  readonly first: { readonly id: number; readonly at: string } | undefined;
  readonly last: { readonly id: number; readonly at: string } | undefined;
}

/** Two look-ups by the primary key, at any size of the log. */
export function readLogGrowth(context: StoreContext): LogGrowth {
  const end = (order: 'asc' | 'desc') =>
    context
      .prepare<{ id: number; at: string }>(`select id, created_at as at from sync_logs order by id ${order} limit 1`)
      .get();
  return { rows: readStats(context).total, first: end('asc'), last: end('desc') };
}
