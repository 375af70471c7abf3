import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { IpcInput } from '../../../shared/ipc/contract.ts';
import { isEmptyDraft, type Draft } from '../../../shared/sale-draft.ts';
import { useAction } from '../../bridge/use-action.ts';
import { Button } from '../../components/button.tsx';
import { Empty } from '../../components/empty.tsx';
import { useAnnounce } from '../../components/live-region.tsx';
import { Screen } from '../../components/screen.tsx';
import { useFunctionKey } from '../../shell/use-function-key.ts';
import { useShortcut } from '../../shell/use-shortcut.ts';
import { LastSale } from './last-sale.tsx';
import { ProductSearch } from './product-search.tsx';
import { useSaleDraft } from './sale-draft.tsx';
import { customerFieldId, SaleDetails } from './sale-details.tsx';
import { SaleLines } from './sale-lines.tsx';
import { useTypingGoesTo } from './use-typing-goes-to.ts';
import styles from './sale-screen.module.css';

/** A sale, from the first scan to the next customer, without the hands leaving the keyboard or the scanner. */
export function SaleScreen() {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const desk = useSaleDraft();
  const { draft, cleared, unclear, typed, latest, saving, error, lastSaved, setLastSaved } = desk;
  const { enter, enterTyped, save, clear, bringBack } = desk;
  const { mutateAsync } = useAction('sales.create');
  const search = useRef<HTMLInputElement>(null);
  useTypingGoesTo(search);
  useEffect(() => search.current?.focus(), []);

  async function saveSale(): Promise<void> {
    const result = await save(async (sold) => await mutateAsync(saleOf(sold)));
    if (result.is === 'nothing') announce(t('sale.addFirst'));
    if (result.is === 'saved') {
      const { id, number } = result.sale.sale;
      announce(t('sale.saved', { number: String(number) }));
      setLastSaved(String(id));
    }
    if (result.is === 'customer') document.getElementById(customerFieldId)?.focus();
    if (result.is === 'saved' || result.is === 'nothing') search.current?.focus();
  }

  function put(change: () => void, words: string): void {
    change();
    announce(words);
    search.current?.focus();
  }

  /** What stands in the field belongs to the sale as well, unless it was said already that nobody knows it. */
  function submit(): void {
    if (!unclear.some((one) => one.is === 'unknown' && one.text === typed.trim())) enterTyped();
    void saveSale();
  }
  useShortcut('Enter', submit);
  useFunctionKey('F2', () => search.current?.focus());

  return (
    <Screen
      fixed
      keepsFocus
      title={t('nav.sale')}
      actions={
        <>
          {lastSaved !== null && <LastSale id={lastSaved} />}
          {!isEmptyDraft(draft) && (
            <Button look="quiet" icon="trash" onClick={() => put(clear, t('sale.clear.done'))}>
              {t('sale.clear.action')}
            </Button>
          )}
          {cleared && isEmptyDraft(draft) && (
            <Button look="quiet" icon="undo" onClick={() => put(bringBack, t('sale.clear.undone'))}>
              {t('sale.clear.undo')}
            </Button>
          )}
        </>
      }
    >
      <div className={styles.sale}>
        <section className={styles.basket} aria-label={t('sale.lines')}>
          <ProductSearch input={search} onSave={() => void saveSale()} />
          <div className={styles.lines}>
            {draft.lines.length === 0 ? (
              <Empty title={t('sale.empty.title')} text={t('sale.empty.text')} />
            ) : (
              <SaleLines latest={latest} onDone={() => search.current?.focus()} onScan={enter} />
            )}
          </div>
        </section>
        <SaleDetails busy={saving} error={error} onSave={submit} />
      </div>
    </Screen>
  );
}

function saleOf(draft: Draft): IpcInput<'sales.create'> {
  return {
    id: draft.id,
    customer_id: draft.customer?.id ?? null,
    payment: draft.payment,
    note: draft.note.trim() || null,
    lines: draft.lines.map((line) => ({
      product_id: line.productId,
      quantity: line.quantity,
      unit_price_cents: line.priceCents,
    })),
  };
}
