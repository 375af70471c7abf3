import type { RecordRow } from '../../src/shared/record.ts';
import { SyncLogError } from '../../src/shared/errors.ts';
import { isKilled, type SimBranch } from './sim-branch.ts';
import type { Seeded } from './seeded.ts';

/** What people do at a branch: one random act. Refusals by the branch itself (a value that is taken, a record that is referred to) are part of life. */
export async function actAtBranch(branch: SimBranch, random: Seeded, trace: (line: string) => void): Promise<void> {
  const act = pickAct(random);
  try {
    const said = await acts[act](branch, random);
    trace(`${branch.name} ${act} ${said}`);
  } catch (error) {
    if (!(error instanceof SyncLogError) && !isKilled(error)) throw error;
    trace(`${branch.name} ${act} refused: ${String(error)}`);
  }
}

type Act = keyof typeof acts;

const weights: Record<Act, number> = {
  product: 3,
  rename: 4,
  hot: 4,
  category: 1,
  recategorise: 2,
  customer: 2,
  sale: 5,
  remove: 2,
  recreate: 1,
  bulk: 1,
};

function pickAct(random: Seeded): Act {
  const bag = (Object.keys(weights) as Act[]).flatMap((act) => Array.from({ length: weights[act] }, () => act));
  return random.pick(bag);
}

function some(branch: SimBranch, model: string, random: Seeded): RecordRow | undefined {
  const reader = branch.store.repository(model);
  const count = reader.count();
  return count === 0 ? undefined : reader.list({ limit: 1, offset: random.int(count) })[0];
}

const idOf = (record: RecordRow | undefined): string | null => (record ? String(record['id']) : null);
const save = (branch: SimBranch, model: string, values: Record<string, unknown>) =>
  branch.store.write((trx) => branch.store.repository(model).save(trx, values));

/** Few enough for two branches to choose the same. */
const sku = (random: Seeded): string => `SKU${random.int(40)}`;
const word = (random: Seeded): string => `w${random.int(1000)}`;

const acts = {
  async product(branch: SimBranch, random: Seeded) {
    const category = some(branch, 'Category', random);
    const saved = await save(branch, 'Product', {
      sku: sku(random),
      name: word(random),
      price_cents: random.int(999),
      category_id: idOf(category),
    });
    return String(saved['sku']);
  },
  async rename(branch: SimBranch, random: Seeded) {
    const product = some(branch, 'Product', random);
    if (!product) return 'nothing';
    const values = random.chance(0.5)
      ? { name: word(random) }
      : { price_cents: random.int(999), active: random.chance(0.5) };
    await save(branch, 'Product', { id: product['id'], ...values });
    return String(product['id']);
  },
  /** The same record again and again, at every branch. */
  async hot(branch: SimBranch, random: Seeded) {
    const [hot] = branch.store.repository('Customer').list({ limit: 1 });
    if (!hot) return 'nothing';
    await save(branch, 'Customer', { id: hot['id'], [random.pick(['name', 'notes', 'phone'])]: word(random) });
    return String(hot['id']);
  },
  async category(branch: SimBranch, random: Seeded) {
    const saved = await save(branch, 'Category', { name: `c${random.int(30)}` });
    return String(saved['name']);
  },
  /** An older record comes to refer to a newer one. */
  async recategorise(branch: SimBranch, random: Seeded) {
    const product = some(branch, 'Product', random);
    if (!product) return 'nothing';
    await branch.store.write((trx) => {
      const category = random.chance(0.5)
        ? branch.store.repository('Category').save(trx, { name: `n${random.int(1_000_000)}` })
        : some(branch, 'Category', random);
      branch.store.repository('Product').save(trx, { id: product['id'], category_id: idOf(category) });
    });
    return String(product['id']);
  },
  async customer(branch: SimBranch, random: Seeded) {
    const saved = await save(branch, 'Customer', { name: word(random) });
    return String(saved['id']);
  },
  /** Several rows in one transaction, which other branches must never see torn (I10). */
  async sale(branch: SimBranch, random: Seeded) {
    const products = Array.from({ length: 1 + random.int(3) }, () => some(branch, 'Product', random)).filter(
      (product) => product !== undefined,
    );
    if (products.length === 0) return 'nothing';
    const customer = random.chance(0.4) ? some(branch, 'Customer', random) : undefined;
    const sale = await branch.store.write((trx) => {
      const total = products.length * 100;
      const saved = branch.store.repository('Sale').save(trx, {
        number: `${branch.name}${random.int(1_000_000)}`,
        customer_id: idOf(customer),
        sold_at: trx.now,
        total_cents: total,
      });
      for (const product of products) {
        const item = branch.store.repository('SaleItem').save(trx, {
          sale_id: saved['id'],
          product_id: product['id'],
          quantity: 1,
          unit_price_cents: 100,
          total_cents: 100,
        });
        branch.store.repository('StockMovement').save(trx, {
          product_id: product['id'],
          sale_item_id: item['id'],
          quantity: -1,
          reason: 'sale',
          moved_at: trx.now,
        });
      }
      return saved;
    });
    return String(sale['number']);
  },
  async remove(branch: SimBranch, random: Seeded) {
    const model = random.pick(['Category', 'Product', 'Customer', 'Sale']);
    const record = some(branch, model, random);
    if (!record) return 'nothing';
    await branch.store.write((trx) => branch.store.repository(model).remove(trx, String(record['id'])));
    return `${model} ${String(record['id'])}`;
  },
  async recreate(branch: SimBranch, random: Seeded) {
    const record = some(branch, 'Customer', random);
    if (!record) return 'nothing';
    await branch.store.write((trx) => branch.store.repository('Customer').remove(trx, String(record['id'])));
    await save(branch, 'Customer', { id: record['id'], name: word(random) });
    return String(record['id']);
  },
  async bulk(branch: SimBranch, random: Seeded) {
    const rows = Array.from({ length: 5 + random.int(20) }, () => ({ name: word(random) }));
    await branch.store.write((trx) => branch.store.repository('Customer').saveMany(trx, rows), { independent: true });
    return String(rows.length);
  },
};
