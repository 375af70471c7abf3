import type { RecordRow } from '../../src/shared/record.ts';
import { listConflicts } from '../../src/main/store/conflicts/find-conflicts.ts';
import { SyncLogError } from '../../src/shared/errors.ts';
import { isKilled } from './crash.ts';
import type { Ledger } from './ledger.ts';
import { createPerson, type Desk, type Person } from './person.ts';
import type { Seeded } from './seeded.ts';
import type { SimBranch } from './sim-branch.ts';

/** What people do at a branch: one random act. Refusals by the branch itself (a value that is taken, a record that is referred to) are part of life. */
export async function actAtBranch(
  branch: SimBranch,
  ledger: Ledger,
  random: Seeded,
  trace: (line: string) => void,
): Promise<void> {
  const act = pickAct(random, branch);
  try {
    const said = await acts[act](createPerson(branch, ledger, random));
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
  hot: 5,
  category: 1,
  recategorise: 2,
  customer: 2,
  sale: 5,
  amend: 3,
  remove: 3,
  removeHot: 1,
  recreate: 1,
  decide: 2,
  bulk: 1,
  mass: 3,
  massTogether: 1,
  nickname: 3,
  supplier: 3,
  supply: 2,
};
/** What the older version does not have. */
const newer: ReadonlySet<Act> = new Set(['nickname', 'supplier', 'supply']);

/** More than one transaction of a claim takes: only where batches are large as well. */
const massive: ReadonlySet<Act> = new Set(['mass', 'massTogether']);

function pickAct(random: Seeded, { store, batch }: SimBranch): Act {
  const isNewer = store.models.find('Supplier') !== undefined;
  const known = (Object.keys(weights) as Act[]).filter(
    (act) => (isNewer || !newer.has(act)) && (batch > 250 || !massive.has(act)),
  );
  const bag = known.flatMap((act) => Array.from({ length: weights[act] }, () => act));
  return random.pick(bag);
}

function some({ branch, random }: Person, model: string): RecordRow | undefined {
  const reader = branch.store.repository(model);
  const count = reader.count();
  return count === 0 ? undefined : reader.list({ limit: 1, offset: random.int(count) })[0];
}

const idOf = (record: RecordRow | undefined): string | null => (record ? String(record['id']) : null);
const one = (person: Person, model: string, values: Record<string, unknown>): Promise<RecordRow> =>
  person.write((desk) => desk.save(model, values));

/** Few enough for two branches to choose the same. */
const sku = (random: Seeded): string => `SKU${random.int(40)}`;

const acts = {
  async decide(person: Person) {
    const { rows } = listConflicts(person.branch.store.context, { offset: 0, limit: 20 });
    if (rows.length === 0) return 'nothing';
    const conflict = person.random.pick(rows);
    const keep = person.random.chance(0.5) ? 'ours' : 'theirs';
    await person.write((desk) => {
      desk.decide(conflict, keep);
      return conflict.id;
    });
    return `${keep} of ${conflict.kind} ${conflict.modelName} ${conflict.modelId}`;
  },
  async product(person: Person) {
    const { random } = person;
    const category = some(person, 'Category');
    const saved = await one(person, 'Product', {
      sku: sku(random),
      name: person.token(),
      price_cents: random.int(999),
      category_id: idOf(category),
    });
    return String(saved['sku']);
  },
  async rename(person: Person) {
    const { random } = person;
    const product = some(person, 'Product');
    if (!product) return 'nothing';
    const values = random.chance(0.6)
      ? { [random.pick(['name', 'description'])]: person.token() }
      : { price_cents: random.int(999), active: random.chance(0.5) };
    await one(person, 'Product', { id: product['id'], ...values });
    return `${String(product['id'])} ${JSON.stringify(values)}`;
  },
  /** The same record again and again, at every branch. */
  async hot(person: Person) {
    const [hot] = person.branch.store.repository('Customer').list({ limit: 1 });
    if (!hot) return acts.customer(person);
    const values = { [person.random.pick(['name', 'notes', 'phone'])]: person.token() };
    await one(person, 'Customer', { id: hot['id'], ...values });
    return `${String(hot['id'])} ${JSON.stringify(values)}`;
  },
  async nickname(person: Person) {
    const customer = some(person, 'Customer');
    const values = { nickname: person.token(), ...(customer ? { id: customer['id'] } : { name: person.token() }) };
    const saved = await one(person, 'Customer', values);
    return `${String(saved['id'])} ${JSON.stringify(values)}`;
  },
  async supplier(person: Person) {
    const known = person.random.chance(0.5) ? some(person, 'Supplier') : undefined;
    if (known && person.random.chance(0.3)) return `gone ${await removeOne(person, 'Supplier', known)}`;
    const saved = await one(person, 'Supplier', { name: person.token(), ...(known ? { id: known['id'] } : {}) });
    return `${String(saved['id'])} ${String(saved['name'])}`;
  },
  /** Through a new column an older record comes to refer to one of a new model. */
  async supply(person: Person) {
    const product = some(person, 'Product');
    if (!product) return 'nothing';
    await person.write((desk) => {
      const supplier = person.random.chance(0.5)
        ? desk.save('Supplier', { name: person.token() })
        : some(person, 'Supplier');
      return desk.save('Product', { id: product['id'], supplier_id: idOf(supplier) });
    });
    return String(product['id']);
  },
  async category(person: Person) {
    const saved = await one(person, 'Category', { name: `c${person.random.int(30)}`, description: person.token() });
    return String(saved['name']);
  },
  /** An older record comes to refer to a newer one. */
  async recategorise(person: Person) {
    const product = some(person, 'Product');
    if (!product) return 'nothing';
    await person.write((desk) => {
      const category = person.random.chance(0.5)
        ? desk.save('Category', { name: person.token() })
        : some(person, 'Category');
      return desk.save('Product', { id: product['id'], category_id: idOf(category) });
    });
    return String(product['id']);
  },
  async customer(person: Person) {
    const saved = await one(person, 'Customer', { name: person.token() });
    return `${String(saved['id'])} ${String(saved['name'])}`;
  },
  /** Several rows in one transaction, which other branches must never see torn (I10). */
  async sale(person: Person) {
    const products = Array.from({ length: 1 + person.random.int(3) }, () => some(person, 'Product')).filter(
      (product) => product !== undefined,
    );
    if (products.length === 0) return acts.product(person);
    const sale = await person.write((desk) => {
      const customer = person.random.chance(0.2)
        ? desk.save('Customer', { name: person.token() })
        : person.random.chance(0.4)
          ? some(person, 'Customer')
          : undefined;
      const saved = desk.save('Sale', {
        number: person.token(),
        customer_id: idOf(customer),
        sold_at: desk.trx.now,
        total_cents: products.length * 100,
      });
      for (const product of products) addLine(desk, saved, product);
      return saved;
    });
    return `${String(sale['id'])} of ${products.length}`;
  },
  /** What may be changed of a sale when its lines are fixed. */
  async amend(person: Person) {
    const sale = some(person, 'Sale');
    if (!sale) return 'nothing';
    const values = person.random.chance(0.7)
      ? { note: person.token() }
      : { customer_id: idOf(some(person, 'Customer')), payment: person.random.pick(['cash', 'card']) };
    await one(person, 'Sale', { id: sale['id'], ...values });
    return `${String(sale['id'])} ${JSON.stringify(values)}`;
  },
  async remove(person: Person) {
    const model = person.random.pick(['Category', 'Product', 'Customer', 'Sale']);
    const record = some(person, model);
    return record ? removeOne(person, model, record) : 'nothing';
  },
  async removeHot(person: Person) {
    const [hot] = person.branch.store.repository('Customer').list({ limit: 1 });
    return hot ? removeOne(person, 'Customer', hot) : 'nothing';
  },
  async recreate(person: Person) {
    const record = some(person, 'Customer');
    if (!record) return 'nothing';
    await removeOne(person, 'Customer', record);
    await one(person, 'Customer', { id: record['id'], name: person.token() });
    return String(record['id']);
  },
  bulk: (person: Person) => saveMany(person, 5 + person.random.int(20), true),
  mass: (person: Person) => saveMany(person, 251 + person.random.int(400), true),
  massTogether: (person: Person) => saveMany(person, 251 + person.random.int(100), false),
};

/** @param independent each a change of its own; else all of them go together or not at all (I10) */
async function saveMany(person: Person, count: number, independent: boolean): Promise<string> {
  await person.write(
    (desk) => {
      for (let row = 0; row < count; row += 1) desk.save('Customer', { name: person.token() });
      return '';
    },
    { independent },
  );
  return String(count);
}

async function removeOne(person: Person, model: string, record: RecordRow): Promise<string> {
  const id = String(record['id']);
  return person.write((desk) => {
    desk.remove(model, id);
    return `${model} ${id}`;
  });
}

function addLine(desk: Desk, sale: RecordRow, product: RecordRow): void {
  const item = desk.save('SaleItem', {
    sale_id: sale['id'],
    product_id: product['id'],
    quantity: 1,
    unit_price_cents: 100,
    total_cents: 100,
  });
  desk.save('StockMovement', {
    product_id: product['id'],
    sale_item_id: item['id'],
    quantity: -1,
    reason: 'sale',
    moved_at: desk.trx.now,
  });
}
