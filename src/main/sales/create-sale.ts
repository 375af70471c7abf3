import type { IpcOutput, IpcParsedInput } from '../../shared/ipc/contract.ts';
import { SyncLogError } from '../../shared/errors.ts';
import type { Store } from '../store/open-store.ts';
import type { WriteTrx } from '../store/unit-of-work.ts';
import { forgetDraft } from './sale-drafts.ts';

/**
 * A sale, its lines and what they take from stock, in one unit of work (I10).
 * A sale that is there already under this id is answered as it is, so that asking twice saves once.
 * @throws SyncLogError `missing-reference` when a product or the customer does not exist; `not-allowed` when the sale that is there has other lines
 */
export function createSale(
  store: Store,
  trx: WriteTrx,
  input: IpcParsedInput<'sales.create'>,
): IpcOutput<'sales.create'> {
  const { newId } = store.context;
  const saved = input.id === undefined ? undefined : savedBefore(store, input.id, input);
  if (saved) return saved;
  const products = store.repository('Product').findMany(input.lines.map((line) => line.product_id));
  const lines = input.lines.map((line) => {
    const price = line.unit_price_cents ?? products.get(line.product_id)?.['price_cents'];
    if (typeof price !== 'number') {
      throw new SyncLogError(
        'missing-reference',
        `The sale was not saved: there is no product with the id ${line.product_id}.`,
        { field: 'product_id' },
      );
    }
    return { ...line, unit_price_cents: price, total_cents: price * line.quantity };
  });
  const sale = store.repository('Sale').save(trx, {
    ...(input.id === undefined ? {} : { id: input.id }),
    number: saleNumber(trx.now, newId()),
    customer_id: input.customer_id,
    sold_at: trx.now,
    total_cents: lines.reduce((sum, line) => sum + line.total_cents, 0),
    payment: input.payment,
    note: input.note,
  });
  const items = lines.map((line) => {
    const item = store.repository('SaleItem').save(trx, { sale_id: sale['id'], ...line });
    store.repository('StockMovement').save(trx, {
      product_id: line.product_id,
      sale_item_id: item['id'],
      quantity: -line.quantity,
      reason: 'sale',
      moved_at: trx.now,
    });
    return item;
  });
  // In the same transaction: what is sold is never there to be sold once more.
  forgetDraft(store, String(sale['id']));
  return { sale, items };
}

function savedBefore(
  store: Store,
  id: string,
  input: IpcParsedInput<'sales.create'>,
): IpcOutput<'sales.create'> | undefined {
  const sale = store.repository('Sale').find(id);
  if (!sale) return undefined;
  const items = store.repository('SaleItem').list({ where: { sale_id: id } });
  const kept = new Set(items.map((item) => `${String(item['product_id'])} ${String(item['quantity'])}`));
  const asked = input.lines.map((line) => `${line.product_id} ${line.quantity}`);
  if (asked.length === items.length && asked.every((line) => kept.has(line))) return { sale, items };
  throw new SyncLogError(
    'not-allowed',
    `This sale was saved already, as ${String(sale['number'])}, with other lines. What was changed since then is not in it: start a new sale for that.`,
  );
}

/** Short enough to be read out, and unlikely to be made by two branches on the same day: the day and five digits of a random id. */
function saleNumber(now: string, id: string): string {
  return `${now.slice(0, 10).replaceAll('-', '')}-${id.slice(-5).toUpperCase()}`;
}
