import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { newId } from '../../../shared/ids.ts';
import type { ListedRecord } from '../../../shared/ipc/records.ts';
import { useAction } from '../../bridge/use-action.ts';
import { Button } from '../../components/button.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { Empty } from '../../components/empty.tsx';
import { useAnnounce } from '../../components/live-region.tsx';
import { Screen } from '../../components/screen.tsx';
import { useShortcut } from '../../shell/use-shortcut.ts';
import { isEmpty, lineOf } from './draft-state.ts';
import { LastSale } from './last-sale.tsx';
import { ProductSearch } from './product-search.tsx';
import { useSaleDraft } from './sale-draft.tsx';
import { SaleDetails } from './sale-details.tsx';
import { SaleLines } from './sale-lines.tsx';
import { useTypingGoesTo } from './use-typing-goes-to.ts';
import styles from './sale-screen.module.css';

/** A sale, from the first scan to the next customer, without the hands leaving the keyboard or the scanner. */
export function SaleScreen() {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const { draft, change, lastSaved, setLastSaved } = useSaleDraft();
  const save = useAction('sales.create');
  const search = useRef<HTMLInputElement>(null);
  const [latest, setLatest] = useState<string | null>(null);
  const [scanned, setScanned] = useState<{ readonly text: string; readonly count: number } | null>(null);
  const [discarding, setDiscarding] = useState(false);
  const [looking, setLooking] = useState(false);
  const saveNext = useRef(false);
  const forgetSave = useCallback(() => {
    saveNext.current = false;
  }, []);
  useTypingGoesTo(search);
  useEffect(() => search.current?.focus(), []);

  const add = useCallback(
    (product: ListedRecord) => {
      const line = lineOf(product);
      if (!line) {
        forgetSave();
        return announce(t('sale.noPrice', { name: String(product.record['name'] ?? '') }));
      }
      change({ do: 'add', line });
      setLatest(line.productId);
    },
    [change, announce, forgetSave, t],
  );

  function startAnew(): void {
    change({ do: 'startAnew', id: newId() });
    save.reset();
    setLatest(null);
    search.current?.focus();
  }

  function submit(): void {
    if (save.isPending) return;
    // A product that was scanned belongs to this sale, also when it is saved before it was found.
    saveNext.current = looking;
    if (looking) return;
    if (draft.lines.length === 0) {
      announce(t('sale.addFirst'));
      search.current?.focus();
      return;
    }
    save.mutate(
      {
        id: draft.id,
        customer_id: draft.customer?.id ?? null,
        payment: draft.payment,
        note: draft.note.trim() || null,
        lines: draft.lines.map((line) => ({
          product_id: line.productId,
          quantity: line.quantity,
          unit_price_cents: line.priceCents,
        })),
      },
      {
        onSuccess: ({ sale }) => {
          announce(t('sale.saved', { number: String(sale['number']) }));
          setLastSaved(String(sale['id']));
          startAnew();
        },
      },
    );
  }
  useShortcut('Enter', submit, !discarding);
  const saveFound = useEffectEvent(() => {
    if (saveNext.current) submit();
  });
  useEffect(() => {
    if (!looking) saveFound();
  }, [looking]);

  return (
    <Screen
      fixed
      keepsFocus
      title={t('nav.sale')}
      actions={
        <>
          {lastSaved !== null && <LastSale id={lastSaved} />}
          {!isEmpty(draft) && (
            <Button look="quiet" icon="trash" onClick={() => setDiscarding(true)}>
              {t('sale.discard.action')}
            </Button>
          )}
        </>
      }
    >
      <div className={styles.sale}>
        <section className={styles.basket} aria-label={t('sale.lines')}>
          <ProductSearch input={search} onAdd={add} onLooking={setLooking} onUnclear={forgetSave} scanned={scanned} />
          <div className={styles.lines}>
            {draft.lines.length === 0 ? (
              <Empty title={t('sale.empty.title')} text={t('sale.empty.text')} />
            ) : (
              <SaleLines
                latest={latest}
                onDone={() => search.current?.focus()}
                onScan={(text) => setScanned((before) => ({ text, count: (before?.count ?? 0) + 1 }))}
              />
            )}
          </div>
        </section>
        <SaleDetails busy={save.isPending} error={save.error} onSave={submit} />
      </div>
      {discarding && (
        <ConfirmDialog
          title={t('sale.discard.title')}
          action={t('sale.discard.action')}
          onConfirm={() => {
            setDiscarding(false);
            startAnew();
          }}
          onCancel={() => setDiscarding(false)}
        >
          <p>{t('sale.discard.text')}</p>
        </ConfirmDialog>
      )}
    </Screen>
  );
}
