import { useTranslation } from 'react-i18next';
import type { ListedRecord } from '../../../shared/ipc/records.ts';
import { useAnswer } from '../../bridge/use-answer.ts';
import { Button } from '../../components/button.tsx';
import { VisuallyHidden } from '../../components/visually-hidden.tsx';
import { useFormats } from '../../i18n/use-formats.ts';
import type { DraftLine } from '../../../shared/sale-draft.ts';
import { QuantityInput } from './quantity-input.tsx';
import { useSaleDraft } from './sale-draft.tsx';
import { stockKey } from './stock-key.ts';
import styles from './sale-lines.module.css';

interface SaleLinesProps {
  /** The product that was added last. */
  readonly latest: string | null;
  /** The person is done with a line and goes on scanning. */
  readonly onDone: () => void;
  readonly onScan: (text: string) => void;
}

/** The lines of the sale, the last added first, each beside what there is of its product now. */
export function SaleLines({ latest, onDone, onScan }: SaleLinesProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { draft, change } = useSaleDraft();
  const ids = draft.lines.map((line) => line.productId).sort();
  const { data, isPlaceholderData } = useAnswer('records.getMany', { model: 'Product', ids }, { keepPrevious: true });
  const products = new Map(data?.map((product) => [String(product.record['id']), product]));

  return (
    <table className={styles.lines} aria-label={t('sale.lines')}>
      <thead>
        <tr>
          <th scope="col">{t('sale.column.product')}</th>
          <th scope="col" className={styles.figure}>
            {t('sale.column.price')}
          </th>
          <th scope="col" className={styles.amountHead}>
            {t('sale.column.quantity')}
          </th>
          <th scope="col" className={styles.figure}>
            {t('sale.column.total')}
          </th>
          <th scope="col" className={styles.remove}>
            <VisuallyHidden>{t('common.remove')}</VisuallyHidden>
          </th>
        </tr>
      </thead>
      <tbody>
        {draft.lines.map((line) => (
          <tr key={line.productId} className={line.productId === latest ? styles.latest : undefined}>
            <th scope="row" className={styles.product}>
              <span className={styles.name}>{line.name}</span>
              <LineNotes
                line={line}
                product={products.get(line.productId)}
                known={data !== undefined && !isPlaceholderData}
                onTakePrice={(priceCents) => change({ do: 'setPrice', productId: line.productId, priceCents })}
              />
            </th>
            <td className={`${styles.figure} ${styles.price}`}>{formats.money(line.priceCents)}</td>
            <td className={styles.amount}>
              <QuantityInput
                label={line.name}
                value={line.quantity}
                onChange={(quantity) => change({ do: 'setQuantity', productId: line.productId, quantity })}
                onDone={onDone}
                onScan={onScan}
              />
            </td>
            <td className={`${styles.figure} ${styles.total}`}>{formats.money(line.priceCents * line.quantity)}</td>
            <td className={styles.remove}>
              <Button
                look="quiet"
                size="small"
                icon="close"
                aria-label={t('sale.remove', { name: line.name })}
                title={t('sale.remove', { name: line.name })}
                onClick={() => {
                  change({ do: 'remove', productId: line.productId });
                  onDone();
                }}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface LineNotesProps {
  readonly line: DraftLine;
  readonly product: ListedRecord | undefined;
  /** Whether the products have been read, so that a missing one is missing. */
  readonly known: boolean;
  readonly onTakePrice: (priceCents: number) => void;
}

/** SKU and stock, and what became of the product since it was added. */
function LineNotes({ line, product, known, onTakePrice }: LineNotesProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  if (!product) {
    return (
      <span className={styles.notes}>
        {line.sku}
        {known && <span className={styles.alert}> · {t('sale.gone')}</span>}
      </span>
    );
  }
  const { stock } = product;
  const price = product.record['price_cents'];
  return (
    <span className={styles.notes}>
      {line.sku}
      {stock !== undefined && (
        <span className={stock < line.quantity ? styles.alert : undefined}>
          {' · '}
          {t(stockKey(stock, line.quantity), { count: stock })}
        </span>
      )}
      {typeof price === 'number' && price !== line.priceCents && (
        <span className={styles.alert}>
          {' · '}
          {t('sale.priceNow', { price: formats.money(price) })}{' '}
          <button type="button" className={styles.take} onClick={() => onTakePrice(price)}>
            {t('sale.takePrice')}
          </button>
        </span>
      )}
    </span>
  );
}
