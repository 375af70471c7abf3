import { blockSize } from '../../src/main/store/log/log-blocks.ts';
import type { Store } from '../../src/main/store/open-store.ts';

/** A block of the log whose kept counts are not what counting its rows gives, in words; undefined where all agree. */
export function findMiscountedBlock({ context }: Store): string | undefined {
  const counted = `select id / ${blockSize} as block, model_name, action, sync_status, count(*) as logs, sum(id) as ids from sync_logs group by 1, 2, 3, 4`;
  const kept = 'select block, model_name, action, sync_status, logs, ids from sync_log_blocks';
  const wrong = context.db
    .prepare<[], object>(
      `select 'kept' as which, * from (${kept} except ${counted}) union all select 'counted' as which, * from (${counted} except ${kept})`,
    )
    .all();
  return wrong.length > 0 ? JSON.stringify(wrong) : undefined;
}
