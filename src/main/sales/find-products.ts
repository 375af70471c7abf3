import { composed } from '../../shared/composed-text.ts';
import type { Store } from '../store/open-store.ts';

export interface FoundProducts {
  /** The text is the bar code or the SKU of each of them. */
  readonly exact: boolean;
  readonly ids: readonly string[];
}

/**
 * What a clerk or a scanner means by a text: the products with this bar code or SKU, also those that are no longer sold, so that the screen can say so; else
 * those sold products in which every word of it is found, by name.
 */
export function findProducts(store: Store, text: string, limit: number): FoundProducts {
  const code = composed(text.trim());
  if (code === '') return { exact: false, ids: [] };
  const exact = store.context
    .prepare<{ id: string }>(
      `select id from products where barcode = ? union select id from products where sku in (?, upper(?), lower(?)) limit ?`,
    )
    .all(code, code, code, code, limit);
  if (exact.length > 0) return { exact: true, ids: exact.map(({ id }) => id) };
  const found = store.repository('Product').list({ where: { active: true }, search: code, orderBy: 'name', limit });
  return { exact: false, ids: found.map((record) => String(record['id'])) };
}
