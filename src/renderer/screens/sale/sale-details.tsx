import { useTranslation } from 'react-i18next';
import { isEmptyDraft, longestNote, payments } from '../../../shared/sale-draft.ts';
import type { CallError } from '../../bridge/call-error.ts';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { TextArea } from '../../components/input.tsx';
import { Notice } from '../../components/notice.tsx';
import { keepsClear } from '../../components/room-below.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import { useNames } from '../../i18n/use-names.ts';
import { ReferencePicker } from '../records/reference-picker.tsx';
import { piecesOf, totalOf } from './draft-state.ts';
import { useSaleDraft } from './sale-draft.tsx';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { isMac } from '../../shell/is-mac.ts';
import styles from './sale-screen.module.css';

interface SaleDetailsProps {
  readonly busy: boolean;
  readonly error: CallError | null;
  readonly onSave: () => void;
}

/** Where the focus goes when the customer must be looked at. */
export const customerFieldId = 'sale-customer';

/** Who buys, how it is paid, what it comes to, and the button that saves it. */
export function SaleDetails({ busy, error, onSave }: SaleDetailsProps) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const formats = useFormats();
  const names = useNames();
  const { draft, change, notKept, customerTyped, customerUnclear, typeCustomer, lookAtCustomer } = useSaleDraft();
  const problem = customerUnclear ? t('records.problem.unpicked', { text: customerTyped ?? '' }) : undefined;
  return (
    <section className={styles.details} aria-label={t('sale.details')}>
      <div className={styles.fields}>
        <Field id={customerFieldId} label={names.field('customer_id')} error={problem}>
          {({ id, describedBy }) => (
            <ReferencePicker
              id={id}
              describedBy={describedBy}
              label={names.field('customer_id')}
              model="Customer"
              placeholder={t('sale.anyCustomer')}
              value={draft.customer?.id ?? ''}
              title={draft.customer?.title}
              typed={customerTyped}
              wrong={customerUnclear}
              onType={typeCustomer}
              onPick={(customer) => change({ do: 'setCustomer', customer })}
              onLeft={lookAtCustomer}
            />
          )}
        </Field>
        <fieldset className={styles.payment}>
          <legend>{names.field('payment')}</legend>
          <div className={styles.choices}>
            {payments.map((payment) => (
              <label key={payment} className={styles.choice}>
                <input
                  type="radio"
                  name="payment"
                  value={payment}
                  checked={draft.payment === payment}
                  onChange={() => change({ do: 'setPayment', payment })}
                />
                <span>{names.choice('payment', payment)}</span>
              </label>
            ))}
          </div>
        </fieldset>
        <Field id="sale-note" label={names.field('note')}>
          {({ id, describedBy }) => (
            <TextArea
              id={id}
              aria-describedby={describedBy}
              rows={2}
              maxLength={longestNote}
              value={draft.note}
              onChange={(event) => change({ do: 'setNote', note: event.target.value })}
            />
          )}
        </Field>
      </div>
      <div {...keepsClear} className={styles.sum}>
        {notKept && !error && !isEmptyDraft(draft) && (
          <Notice tone="alert">{t('sale.draft.notKept', { reason: errorText(notKept).text })}</Notice>
        )}
        {error && <Notice tone="alert">{t('sale.notSaved', { reason: errorText(error).text })}</Notice>}
        <p className={styles.totalLine}>
          <span>
            {t('sale.total')}
            <span className={styles.quiet}> · {t('sale.pieces', { count: piecesOf(draft) })}</span>
          </span>
          <output className={styles.total}>{formats.money(totalOf(draft))}</output>
        </p>
        <Button look="primary" size="large" busy={busy} aria-keyshortcuts="Control+Enter Meta+Enter" onClick={onSave}>
          {t('sale.save')}
          <kbd className={styles.key} aria-hidden="true">
            {t(isMac() ? 'sale.saveKeyMac' : 'sale.saveKey')}
          </kbd>
        </Button>
      </div>
    </section>
  );
}
