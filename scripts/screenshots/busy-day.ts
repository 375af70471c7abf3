import { openBranch } from '../../src/main/branch/open-branch.ts';
import type { DemoBranch } from '../demo/open-demo.ts';

const hourMs = 3_600_000;
/** How many sales were made in each of the last hours, the earliest first; the last one is the current one. */
const salesOfHours = [3, 7, 11, 16, 9, 6, 12, 17, 5];

/** The branch's day until now, as it would have been lived: its own code records and sends the sales, with a clock that stands at their hours. */
export async function sellThroughTheDay(branch: DemoBranch): Promise<void> {
  await branch.kill();
  let ahead = salesOfHours.length - 1;
  const opened = await openBranch({
    dataDir: branch.dataDir,
    host: 'cli',
    clock: { now: () => Date.now() - ahead * hourMs },
  });
  const { handlers } = opened;
  const products = await handlers['records.list']({
    model: 'Product',
    search: '',
    where: { active: true },
    orderBy: 'sku',
    descending: false,
    offset: 0,
    limit: 200,
  });
  let sold = 0;
  for (const count of salesOfHours) {
    for (let left = count; left > 0; left -= 1) {
      sold += 1;
      const lines = [1, 2, 3].slice(0, 1 + (sold % 3)).map((step) => ({
        product_id: String(products.rows[(sold * 7 * step) % products.rows.length]?.record['id']),
        quantity: 1 + (sold % 2),
      }));
      await handlers['sales.create']({ customer_id: null, payment: sold % 2 ? 'card' : 'cash', note: null, lines });
    }
    await handlers['sync.now']({});
    ahead -= 1;
  }
  await opened.close();
  await branch.start();
}

/** A time zone in which it is the end of the afternoon now, so that a shop's day lies behind. */
export function timeZoneOfClosingTime(now: Date): string {
  const hours = 17 - now.getUTCHours();
  const east = hours > 14 ? hours - 24 : hours;
  // The names count to the west.
  return `Etc/GMT${east > 0 ? '-' : '+'}${Math.abs(east)}`;
}
