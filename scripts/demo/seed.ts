import type { RecordRow } from '../../src/shared/record.ts';
import { departments, firstNames, lastNames, makers, streets, towns } from './catalogue.ts';
import { createRandom, type Random } from './random.ts';

export interface ShopSize {
  readonly products: number;
  readonly customers: number;
  /** Days of sales, the last of them the day before `until`. */
  readonly days: number;
}

/** A shop as large as the README promises. */
export const demoShop: ShopSize = { products: 5000, customers: 500, days: 365 };

/** Records by model, in an order in which each comes after those it refers to. */
export interface Shop {
  readonly Category: readonly RecordRow[];
  readonly Product: readonly RecordRow[];
  readonly Customer: readonly RecordRow[];
  readonly Sale: readonly RecordRow[];
  readonly SaleItem: readonly RecordRow[];
  readonly StockMovement: readonly RecordRow[];
}

const dayMs = 86_400_000;
const salesADay: readonly [least: number, most: number] = [7, 13];

/** A shop with its customers and a year of sales: the same for the same seed, size and last day. */
export function makeShop(seed: number, size: ShopSize, until: Date): Shop {
  const random = createRandom(seed);
  const start = Math.floor(until.getTime() / dayMs) * dayMs - size.days * dayMs;
  const opening = start - dayMs;
  const created_at = new Date(opening).toISOString();
  const Category = departments.map(({ name, description }) => ({
    id: random.id(opening),
    name,
    description,
    created_at,
  }));
  const Product = Array.from({ length: size.products }, (_none, index) => ({
    ...makeProduct(random, index, Category),
    id: random.id(opening),
    created_at,
  }));
  const Customer = Array.from({ length: size.customers }, () => ({
    ...makeCustomer(random),
    id: random.id(opening),
    created_at,
  }));
  return { Category, Product, Customer, ...makeTrade(random, { Product, Customer, start, days: size.days }) };
}

function makeProduct(random: Random, index: number, categories: readonly RecordRow[]): RecordRow {
  const department = departments[index % departments.length];
  if (!department) throw new Error('The catalogue is empty');
  const [least, most] = department.cents;
  // Prices end on 9, as in shops.
  const price_cents = Math.floor(random.whole(least, most) / 10) * 10 + 9;
  const thing = random.pick(department.things);
  return {
    sku: `${department.name.slice(0, 3).toUpperCase()}-${String(index + 1).padStart(5, '0')}`,
    name: `${random.pick(makers)} ${thing}, ${random.pick(department.kinds).toLowerCase()}, ${random.pick(department.sizes)}`,
    barcode: String(4_000_000_000_000 + random.whole(0, 999_999_999_999)),
    category_id: categories[index % departments.length]?.['id'] ?? null,
    price_cents,
    active: !random.chance(0.03),
    description: null,
  };
}

function makeCustomer(random: Random): RecordRow {
  const [first, last] = [random.pick(firstNames), random.pick(lastNames)];
  const mailbox = `${first}.${last}`
    .normalize('NFD')
    .replaceAll(/[^A-Za-z.]/g, '')
    .toLowerCase();
  return {
    name: `${first} ${last}`,
    email: random.chance(0.7) ? `${mailbox}${random.whole(1, 99)}@example.com` : null,
    phone: random.chance(0.6) ? `+44 7700 900${String(random.whole(0, 999)).padStart(3, '0')}` : null,
    address: random.chance(0.5) ? `${random.whole(1, 180)} ${random.pick(streets)}, ${random.pick(towns)}` : null,
    notes: null,
  };
}

interface Trade {
  readonly Product: readonly RecordRow[];
  readonly Customer: readonly RecordRow[];
  /** Midnight (UTC) of the first day, in milliseconds. */
  readonly start: number;
  readonly days: number;
}

/** A delivery of every product before the first day, sales every day, and a delivery again of what runs low. */
function makeTrade(random: Random, trade: Trade): Pick<Shop, 'Sale' | 'SaleItem' | 'StockMovement'> {
  const Sale: RecordRow[] = [];
  const SaleItem: RecordRow[] = [];
  const StockMovement: RecordRow[] = [];
  const stock = new Map<string, number>();

  function move(product: RecordRow, quantity: number, reason: string, at: number, item: string | null): void {
    const product_id = String(product['id']);
    stock.set(product_id, (stock.get(product_id) ?? 0) + quantity);
    const moved_at = new Date(at).toISOString();
    StockMovement.push({
      id: random.id(at),
      product_id,
      sale_item_id: item,
      quantity,
      reason,
      moved_at,
      note: null,
      created_at: moved_at,
    });
  }

  function sell(day: number): void {
    const at = day + random.whole(8 * 60, 19 * 60) * 60_000 + random.whole(0, 59_999);
    const sold_at = new Date(at).toISOString();
    const sale_id = random.id(at);
    let total_cents = 0;
    for (let lines = random.whole(1, 4); lines > 0; lines -= 1) {
      const product = random.pick(trade.Product);
      const quantity = random.whole(1, 3);
      const unit_price_cents = Number(product['price_cents']);
      const item = {
        id: random.id(at),
        sale_id,
        product_id: product['id'] ?? null,
        quantity,
        unit_price_cents,
        total_cents: quantity * unit_price_cents,
        created_at: sold_at,
      };
      SaleItem.push(item);
      total_cents += item.total_cents;
      move(product, -quantity, 'sale', at, item.id);
      if ((stock.get(String(product['id'])) ?? 0) < 5) move(product, 24, 'delivery', at + 3_600_000, null);
    }
    Sale.push({
      id: sale_id,
      number: `${sold_at.slice(0, 10).replaceAll('-', '')}-${String(Sale.length + 1).padStart(5, '0')}`,
      customer_id: random.chance(0.6) && trade.Customer.length > 0 ? (random.pick(trade.Customer)['id'] ?? null) : null,
      sold_at,
      total_cents,
      payment: random.pick(['cash', 'card', 'card', 'account']),
      note: null,
      created_at: sold_at,
    });
  }

  for (const product of trade.Product)
    move(product, random.whole(8, 60), 'delivery', trade.start - 6 * 3_600_000, null);
  for (let day = 0; day < trade.days; day += 1) {
    for (let left = random.whole(...salesADay); left > 0; left -= 1) sell(trade.start + day * dayMs);
  }
  return { Sale, SaleItem, StockMovement };
}
