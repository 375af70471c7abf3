import { openMaster } from '../../src/master/open-master.ts';
import type { Shop } from './seed.ts';

/** Writes a shop into head office's database, each model in one transaction. Returns how many records there are now. */
export async function fillHeadOffice(db: string, shop: Shop): Promise<number> {
  const master = await openMaster({ db });
  try {
    let written = 0;
    for (const [model, records] of Object.entries(shop)) {
      await master.records.saveMany(model, records);
      written += records.length;
    }
    return written;
  } finally {
    await master.close();
  }
}
