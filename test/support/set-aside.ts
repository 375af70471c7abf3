import type { Store } from '../../src/main/store/open-store.ts';
import type { Batch } from '../../src/main/sync/sync-store.ts';

/** Head office has failed at this batch although it stood alone. @param retryAtMs milliseconds since 1970 */
export async function setAside(store: Store, batch: Batch, retryAtMs: number, doubtful = true): Promise<void> {
  const reason = { code: 'master-failed', message: 'Head office fails at this.' };
  await store.sync.setAside(
    batch.items.map((item) => item.logId),
    { ...reason, doubtful, retryAtMs },
  );
}
