import type { Batch, Settlement } from '../../src/main/sync/sync-store.ts';

let sequence = 0;

/** The answer of a master that takes everything of a batch as it is. */
export function acceptAll(batch: Batch, version = 1): Settlement[] {
  return batch.items.map((item) => {
    sequence += 1;
    return {
      logId: item.logId,
      accepted: true,
      status: 'applied',
      receipt: { sequence, version, confirmed_at: '2026-11-23T08:00:01.000Z' },
    };
  });
}

/** The answer of a master that refuses the changes of these models, and takes the rest. */
export function refuseModel(batch: Batch, modelName: string, code = 'invalid-record'): Settlement[] {
  return acceptAll(batch).map((settlement, index) =>
    batch.items[index]?.change.modelName === modelName
      ? { logId: settlement.logId, accepted: false, code, message: `No ${modelName} today.` }
      : settlement,
  );
}
