import { openStore } from '../../src/main/store/open-store.ts';
import { newId } from '../../src/shared/ids.ts';

/** Hand-written inserts into SyncLog's own tables, indexes and all, without its checks: what the tables cost, apart from the code. */
export async function openSameTables(dataDir: string): Promise<{ saveMany(count: number): void; close(): void }> {
  const store = await openStore({ dataDir });
  const { db } = store.context;
  const product = db.prepare(
    'insert into products (id, sku, name, price_cents, active, created_at, updated_at) values (?, ?, ?, ?, 1, ?, ?)',
  );
  const log = db.prepare(
    `insert into sync_logs (model_name, model_id, action, sync_status, change_id, payload_version, hlc, created_at, updated_at)
      values ('Product', ?, 'create', 'pending', ?, 1, ?, ?, ?)`,
  );
  return {
    saveMany: db.transaction((count: number) => {
      const now = new Date().toISOString();
      for (let number = 0; number < count; number += 1) {
        const id = newId();
        product.run(id, `SKU-${number}`, `Product ${number}`, 250, now, now);
        log.run(id, newId(), `${now}-0000-bench`, now, now);
      }
    }),
    close: () => store.close(),
  };
}
