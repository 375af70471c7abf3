import { SyncLogError } from '../../src/shared/errors.ts';
import { isKilled } from './crash.ts';
import type { Ledger } from './ledger.ts';
import type { Seeded } from './seeded.ts';
import type { SimMaster } from './sim-master.ts';

/** What people do at head office: one random act on its own screens. */
export async function actAtHeadOffice(
  sim: SimMaster,
  ledger: Ledger,
  random: Seeded,
  trace: (line: string) => void,
): Promise<void> {
  const { records } = sim.master;
  const save = async (model: string, values: Readonly<Record<string, unknown>>): Promise<void> => {
    const saved = await records.save(model, values);
    ledger.saved('head office', model, String(saved['id']), values);
    trace(`head office saves ${model} ${String(saved['id'])} ${JSON.stringify(values)}`);
  };
  try {
    const isNewer = sim.version > 1;
    const model = random.pick(['Customer', 'Product', 'Category', ...(isNewer ? ['Customer', 'Supplier'] : [])]);
    const { rows, total } = await records.list(model, { limit: 1, offset: 0 });
    const [record] =
      total > 1 && random.chance(0.5)
        ? (await records.list(model, { limit: 1, offset: random.int(total) })).rows
        : rows;
    const act = random.next();
    if (!record || act < 0.2) await save(isNewer ? 'Supplier' : 'Customer', { name: ledger.token() });
    else if (act < 0.4) {
      const id = String(record['id']);
      await records.remove(model, id);
      ledger.removed('head office', model, id);
      trace(`head office removes ${model} ${id}`);
    } else {
      const ofCustomer = isNewer && random.chance(0.5) ? 'nickname' : 'notes';
      const field = { Customer: ofCustomer, Product: 'name', Category: 'description' }[model] ?? 'name';
      await save(model, { id: record['id'], [field]: ledger.token() });
    }
  } catch (error) {
    if (!(error instanceof SyncLogError) && !isKilled(error)) throw error;
    trace(`head office refused: ${String(error)}`);
  }
}
