import { useTranslation } from 'react-i18next';
import { useAnswer } from '../../bridge/use-answer.ts';
import { StateBadge } from '../../components/state-badge.tsx';
import { useFormats } from '../../i18n/use-formats.ts';
import { hashOf } from '../../navigation/view.ts';
import styles from './sale-screen.module.css';

/** The sale that was saved last, and how far it has come. */
export function LastSale({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { data } = useAnswer('records.get', { model: 'Sale', id });
  if (!data) return null;
  const { number, total_cents: total, sold_at: at } = data.record;
  return (
    <p className={styles.last}>
      <a href={hashOf({ screen: 'records', model: 'Sale', id })}>{t('sale.last', { number: String(number) })}</a>
      <span>{typeof total === 'number' ? formats.money(total) : ''}</span>
      <span className={styles.quiet}>{formats.time(String(at))}</span>
      <StateBadge state={data.state} />
    </p>
  );
}
