import { describe, expect, it } from 'vitest';
import { demoShop, makeShop } from '../../../scripts/demo/seed.ts';
import { discoverModels } from '../../../src/models/kit/discover.ts';
import { validateRecord } from '../../../src/models/kit/validate.ts';

const until = new Date('2026-11-23T10:00:00.000Z');

describe('makeShop', () => {
  const shop = makeShop(7, demoShop, until);

  it('is as large as promised', () => {
    expect(shop.Category).toHaveLength(25);
    expect(shop.Product).toHaveLength(5000);
    expect(shop.Customer).toHaveLength(500);
    expect(shop.Sale.length / demoShop.days).toBeCloseTo(10, 0);
    const lines = Map.groupBy(shop.SaleItem, (item) => item['sale_id']);
    expect(new Set([...lines.values()].map((items) => items.length))).toEqual(new Set([1, 2, 3, 4]));
  });

  it('is the same for the same seed, and another for another', () => {
    const small = { products: 50, customers: 5, days: 3 };
    expect(makeShop(7, small, until)).toEqual(makeShop(7, small, until));
    expect(makeShop(8, small, until)).not.toEqual(makeShop(7, small, until));
  });

  it('holds only records that their models take, each after those it refers to, with unique ids and SKUs', async () => {
    const models = await discoverModels();
    const seen = new Set<unknown>();
    for (const [name, records] of Object.entries(shop)) {
      const model = models.get(name);
      for (const { id, created_at, ...fields } of records) {
        expect(validateRecord(model, fields)).toEqual(fields);
        for (const { field } of model.references)
          if (fields[field] !== null) expect(seen.has(fields[field])).toBe(true);
        expect(typeof created_at).toBe('string');
        expect(seen.has(id)).toBe(false);
        seen.add(id);
      }
    }
    expect(new Set(shop.Product.map((product) => product['sku'])).size).toBe(5000);
  });

  it('sells on every day of the year before, at the price of its lines, and never into a lasting debt of stock', () => {
    expect(new Set(shop.Sale.map((sale) => String(sale['sold_at']).slice(0, 10))).size).toBe(365);
    expect(shop.Sale.every((sale) => String(sale['sold_at']) < until.toISOString())).toBe(true);
    const totals = new Map<unknown, number>();
    for (const item of shop.SaleItem)
      totals.set(item['sale_id'], (totals.get(item['sale_id']) ?? 0) + Number(item['total_cents']));
    expect(shop.Sale.every((sale) => totals.get(sale['id']) === sale['total_cents'])).toBe(true);
    const stock = new Map<unknown, number>();
    for (const move of shop.StockMovement)
      stock.set(move['product_id'], (stock.get(move['product_id']) ?? 0) + Number(move['quantity']));
    expect(Math.min(...stock.values())).toBeGreaterThanOrEqual(0);
  });
});
