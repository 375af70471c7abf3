import type { StoreContext } from '../context.ts';
import { refused } from './log-condition.ts';
import type { LogSqlRow } from './rows.ts';

/** Which refused logs: of a cause and of a model, where these are named. */
export interface RefusedQuery {
  readonly errorCode?: string | undefined;
  readonly model?: string | undefined;
}

/** Only the ids, oldest first: there may be very many. */
export function refusedIds(context: StoreContext, query: RefusedQuery): number[] {
  const [code, model] = [query.errorCode ?? null, query.model ?? null];
  return context
    .prepare<{ id: number }>(
      `select id from sync_logs ${refused.index} where ${refused.condition}
        and (? is null or error_code = ?) and (? is null or model_name = ?) order by id`,
    )
    .all(code, code, model, model)
    .map(({ id }) => id);
}

/** Those of these logs that are refused. */
export function refusedAmong(context: StoreContext, ids: readonly number[]): LogSqlRow[] {
  return context
    .prepare<LogSqlRow>(
      `select * from sync_logs where id in (select value from json_each(?)) and sync_status = 'failed' order by id`,
    )
    .all(JSON.stringify(ids));
}
