import type { Store } from '../store/open-store.ts';

/** The stock of each product: the sum of its movements, which many branches can add without conflict. */
export function stockOf(store: Store, productIds: readonly string[]): Map<string, number> {
  if (!store.context.findTable('StockMovement')) return new Map();
  const rows = store.context
    .prepare<{ product_id: string; stock: number }>(
      `select product_id, sum(quantity) as stock from stock_movements where product_id in (select value from json_each(?)) group by product_id`,
    )
    .all(JSON.stringify(productIds));
  return new Map(rows.map((row) => [row.product_id, row.stock]));
}
