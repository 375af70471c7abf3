import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openStore } from '../../src/main/store/open-store.ts';
import { openByHand } from '../support/by-hand.ts';
import { median, ms, percentile, rate, timed, type Workload } from '../support/figures.ts';
import { openSameTables } from '../support/same-tables.ts';

const product = (number: number) => ({ sku: `SKU-${number}`, name: `Product ${number}`, price_cents: 250 });

/** W1 and W2: the store against hand-written SQLite with the same pragmas, in turns, so that what the machine does meets both. */
export const saves: Workload = async ({ full, folder }) => {
  mkdirSync(join(folder, 'saves'), { recursive: true });
  const store = await openStore({ dataDir: join(folder, 'saves') });
  const hand = openByHand(folder);
  const sameTables = await openSameTables(join(folder, 'same-tables'));
  const products = store.repository('Product');
  const single: number[] = [];
  const singleRatios: number[] = [];
  const byHand: number[] = [];
  let number = 0;
  for (let round = 0; round < (full ? 100 : 20); round += 1) {
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let save = 0; save < 50; save += 1) {
      number += 1;
      const values = product(number);
      ours.push(await timed(() => store.write((trx) => products.save(trx, values))));
      theirs.push(await timed(() => hand.save(number)));
    }
    single.push(...ours);
    byHand.push(...theirs);
    singleRatios.push(median(theirs) / median(ours));
  }
  const many = full ? 100_000 : 10_000;
  const manyRatios: number[] = [];
  const tableRatios: number[] = [];
  const manyTimes: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const rows = Array.from({ length: many }, (_, index) => product(1_000_000 * (round + 1) + index));
    const ours = await timed(() => store.write((trx) => products.saveMany(trx, rows), { independent: true }));
    const theirs = await timed(() => hand.saveMany(many));
    manyRatios.push(theirs / ours);
    tableRatios.push((await timed(() => sameTables.saveMany(many))) / ours);
    manyTimes.push(ours);
  }
  store.close();
  hand.close();
  sameTables.close();
  return [
    {
      name: 'W1 save one at a time, FULL',
      value: `median ${ms(median(single))}, p90 ${ms(percentile(single, 0.9))}; ${median(singleRatios).toFixed(2)} of hand-written (median ${ms(median(byHand))})`,
    },
    {
      name: `W2 saveMany, ${many.toLocaleString('en-GB')} in one transaction`,
      value: `${rate(many, median(manyTimes))}; ${median(manyRatios).toFixed(2)} of hand-written, ${median(tableRatios).toFixed(2)} of hand-written into the same tables`,
    },
  ];
};
