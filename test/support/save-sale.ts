import type { Store } from '../../src/main/store/open-store.ts';
import type { RecordRow } from '../../src/shared/record.ts';

/** A product, and a sale of one line of it with its movement of stock, saved as one. Returns the sale. */
export async function saveSale(store: Store): Promise<RecordRow> {
  const product = await store.write((trx) =>
    store.repository('Product').save(trx, { sku: 'p', name: 'Tea', price_cents: 100 }),
  );
  return await store.write((trx) => {
    const sale = store.repository('Sale').save(trx, { number: '1', sold_at: trx.now, total_cents: 100 });
    const item = store.repository('SaleItem').save(trx, {
      sale_id: sale['id'],
      product_id: product['id'],
      quantity: 1,
      unit_price_cents: 100,
      total_cents: 100,
    });
    store.repository('StockMovement').save(trx, {
      product_id: product['id'],
      sale_item_id: item['id'],
      quantity: -1,
      reason: 'sale',
      moved_at: trx.now,
    });
    return sale;
  });
}
