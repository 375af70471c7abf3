import { blockSize } from '../../src/main/store/log/log-blocks.ts';
import type { Store } from '../../src/main/store/open-store.ts';

/**
 * A log as a shop has it after years: so many settled changes of its models, `failed` of them refused, one every 20 seconds up to `newest`. Written in SQL, because
 * saving a million records would measure something else.
 */
export function fillLog(
  store: Store,
  rows: number,
  options: { readonly newest: number; readonly failed?: number },
): void {
  const { db } = store.context;
  const failed = options.failed ?? 200;
  const oldest = options.newest - rows * 20_000;
  db.exec('begin immediate');
  db.prepare(
    `insert into sync_logs (model_name, model_id, action, sync_status, change_id, payload_version, hlc, receipt, created_at, updated_at, error_code, error_message)
      with recursive n(i) as (select 1 union all select i + 1 from n where i < @rows)
      select
        case when i % 1000 = 7 then 'Customer' when i % 10 < 5 then 'SaleItem' when i % 10 < 7 then 'StockMovement' when i % 10 = 7 then 'Sale' else 'Product' end,
        printf('%08x-%04x-7%03x-8%03x-%012x', (@oldest + i * 20000) / 65536, i & 65535, i % 4096, i % 4001, abs(random()) % 281474976710656),
        case when i % 5000 = 3 then 'delete' when i % 10 < 7 then 'create' else 'update' end,
        case when i % (@rows / @failed) = 0 then 'failed' else 'completed' end,
        printf('%08x-%04x-7%03x-9%03x-%012x', (@oldest + i * 20000) / 65536, i & 65535, i % 4096, i % 4001, abs(random()) % 281474976710656),
        1, printf('%015d-0000-bench', @oldest + i * 20000),
        case when i % (@rows / @failed) = 0 then null else json_object('sequence', i, 'version', 1, 'confirmed_at', '2026-01-01T00:00:00.000Z') end,
        strftime('%Y-%m-%dT%H:%M:%fZ', (@oldest + i * 20000) / 1000.0, 'unixepoch'),
        strftime('%Y-%m-%dT%H:%M:%fZ', (@oldest + i * 20000) / 1000.0, 'unixepoch'),
        case when i % (@rows / @failed) = 0 then 'duplicate-value' end,
        case when i % (@rows / @failed) = 0 then 'The SKU is taken by another product.' end
      from n`,
  ).run({ rows, oldest, failed });
  const filled =
    db.prepare<[], { failed: number }>(`select count(*) as failed from sync_logs where sync_status = 'failed'`).get()
      ?.failed ?? 0;
  db.prepare('update sync_counters set failed = failed + ?, completed = completed + ?').run(filled, rows - filled);
  db.prepare(
    `insert into sync_log_blocks (block, model_name, action, sync_status, logs, ids)
      select id / ${blockSize}, model_name, action, sync_status, count(*), sum(id) from sync_logs where true group by 1, 2, 3, 4
      on conflict (block, model_name, action, sync_status) do update set logs = excluded.logs, ids = excluded.ids`,
  ).run();
  db.exec('commit');
}
