import { statSync } from 'node:fs';
import { join } from 'node:path';
import { openStore, type Store } from '../../src/main/store/open-store.ts';
import type { LogFilter } from '../../src/shared/ipc/logs.ts';
import { median, ms, percentile, rate, timed, type Figure, type Workload } from '../support/figures.ts';
import { createHolds, type Holds } from '../support/holds.ts';
import { fillLog } from '../support/long-log.ts';

const day = 86_400_000;

/** W7: what the log costs as it grows, and the filters of the Sync log at a million rows. */
export const longLog: Workload = async ({ full, folder }) => {
  const figures: Figure[] = [];
  for (const rows of full ? [10_000, 100_000, 1_000_000] : [10_000, 1_000_000]) {
    const dataDir = join(folder, `log-${rows}`);
    const holds = createHolds();
    const store = await openStore({ dataDir, yieldToOthers: holds.yieldToOthers });
    const newest = Date.now();
    fillLog(store, rows, { newest });
    const size = rows.toLocaleString('en-GB');
    figures.push({ name: `W7 log of ${size}`, value: await growth(store) });
    if (rows === 1_000_000) figures.push(...(await filters(store, newest)), await cleanup(store, dataDir, holds));
    store.close();
  }
  return figures;
};

async function growth(store: Store): Promise<string> {
  const categories = store.repository('Category');
  const save: number[] = [];
  const stats: number[] = [];
  for (let turn = 0; turn < 300; turn += 1) {
    save.push(await timed(() => store.write((trx) => categories.save(trx, { name: `Category ${turn}` }))));
    stats.push(await timed(() => store.SyncLog.getSyncLogStats()));
  }
  const pick = await timed(() => store.SyncLog.search({ status: 'pending' }, { limit: 300 }));
  return `save median ${ms(median(save))}, stats ${ms(median(stats))}, pick 300 waiting ${ms(pick)}`;
}

/** Of what is older than a week, as the schedule removes it every night. */
async function cleanup(store: Store, dataDir: string, holds: Holds): Promise<Figure> {
  const size = (): number => statSync(join(dataDir, 'branch.sqlite')).size / 1_000_000;
  store.context.db.pragma('wal_checkpoint(truncate)');
  const before = size();
  let removed = 0;
  holds.begin();
  const time = await timed(async () => (removed = await store.SyncLog.cleanupOldSyncLogs(7)));
  store.context.db.pragma('wal_checkpoint(truncate)');
  const held = holds.taken();
  return {
    name: `W7 cleanup of ${removed.toLocaleString('en-GB')} logs`,
    value: `holds the store median ${ms(median(held))}, p99 ${ms(percentile(held, 0.99))}, max ${ms(percentile(held, 1))}; ${rate(removed, time)}; file ${before.toFixed(0)} → ${size().toFixed(0)} MB`,
  };
}

async function filters(store: Store, newest: number): Promise<Figure[]> {
  const at = (days: number): string => new Date(newest - days * day).toISOString();
  const { SyncLog } = store;
  const id = SyncLog.search({}, { offset: 500_000, limit: 1 })[0]?.model_id ?? '';
  const wanted: Record<string, LogFilter> = {
    everything: {},
    'a model': { model: 'SaleItem' },
    'a rare model': { model: 'Customer' },
    'an action': { action: 'create' },
    'a rare action': { action: 'delete' },
    'a day': { from: at(10), to: at(9) },
    'half a year': { from: at(200), to: at(20) },
    'a model since a date': { model: 'Sale', from: at(100) },
    confirmed: { status: 'completed' },
    'confirmed of a model': { status: 'completed', model: 'SaleItem' },
    refused: { status: 'failed' },
    'a whole id': { text: id },
    'the start of an id': { text: id.slice(0, 8) },
    'the end of an id': { text: id.slice(24) },
    'a name of a model': { text: 'sale' },
    'a reason': { text: 'another product' },
  };
  const figures: Figure[] = [];
  for (const [name, filter] of Object.entries(wanted)) {
    const pages: number[] = [];
    const counts: number[] = [];
    const depths: number[] = [];
    for (let turn = 0; turn < 5; turn += 1) {
      pages.push(await timed(() => SyncLog.search(filter, { limit: 100 })));
      let count = 0;
      counts.push(await timed(() => (count = SyncLog.count(filter))));
      depths.push(await timed(() => SyncLog.search(filter, { limit: 100, offset: Math.floor(count / 2) })));
    }
    const show = (times: readonly number[]): string => `${ms(median(times))} (best ${ms(percentile(times, 0))})`;
    figures.push({
      name: `Filter at 1,000,000: ${name}`,
      value: `page ${show(pages)}, count ${show(counts)}, page in the middle ${show(depths)}`,
    });
  }
  return figures;
}
