import type { RefusalCause } from '../../../shared/ipc/logs.ts';
import type { StoreContext } from '../context.ts';
import { refused } from './log-condition.ts';

interface CauseRow {
  code: string | null;
  model: string;
  count: number;
  together: number;
  waiting: number;
  newestId: number;
  sentence: string | null;
}

/**
 * `of_code` and `of_model` name the cause for which a row counts: its own, or that of the newest culprit it was refused with (I10). Where its culprit was settled in
 * another way since, it stands for itself. Grouped by SQLite: there may be a hundred thousand rows, and whoever sells waits for this.
 */
const causesSql = `
  with failed as materialized (
    select id, model_name, error_code, error_message, transaction_id, error_code is not 'group-refused' as culprit
      from sync_logs ${refused.index} where ${refused.condition}
  ), culprits as materialized (
    select transaction_id, max(id), error_code, model_name from failed where culprit and transaction_id is not null group by transaction_id
  ), held as materialized (
    select held_by, count(*) as n from sync_logs where held_by is not null group by held_by
  ), counted as (
    select failed.id, failed.error_message, coalesce(held.n, 0) as waiting,
        not failed.culprit and culprits.transaction_id is not null as together,
        case when failed.culprit or culprits.transaction_id is null then failed.error_code else culprits.error_code end as of_code,
        case when failed.culprit or culprits.transaction_id is null then failed.model_name else culprits.model_name end as of_model
      from failed left join culprits on not failed.culprit and culprits.transaction_id = failed.transaction_id
        left join held on held.held_by = failed.id
  )
  select of_code as code, of_model as model, sum(not together) as count, sum(together) as together, sum(waiting) as waiting,
      max(case when together then null else id end) as newestId, error_message as sentence
    from counted group by of_code, of_model
    order by count desc, newestId desc`;

/** Refused logs grouped by cause and model. What was refused only because of another change of its group (I10) counts with that one. */
export function readCauses(context: StoreContext): RefusalCause[] {
  return context
    .prepare<CauseRow>(causesSql)
    .all()
    .map(({ code, sentence, ...row }) => ({ ...row, code: code ?? 'unknown', sentence: sentence ?? '' }));
}
