import { useTranslation } from 'react-i18next';
import type { SyncStatus } from '../../../shared/record.ts';
import type { ListedLog } from '../../../shared/ipc/logs.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import { useNames } from '../../i18n/use-names.ts';
import { hashOf } from '../../navigation/view.ts';
import styles from './waiting-behind.module.css';

interface WaitingBehindProps {
  readonly rows: readonly ListedLog[];
  /** All of them; `rows` are the first. */
  readonly count: number;
  readonly status: SyncStatus | null;
}

/** What cannot go out before the refused change does, because it refers to its record. */
export function WaitingBehind({ rows, count, status }: WaitingBehindProps) {
  const { t } = useTranslation();
  const names = useNames();
  const formats = useFormats();
  if (count === 0) return null;
  return (
    <section aria-label={t('log.waitingBehind', { count })}>
      <h3>{t('log.waitingBehind', { count })}</h3>
      <ul className={styles.list}>
        {rows.map((row) => (
          <li key={row.id}>
            <a className={styles.row} href={hashOf({ screen: 'log', status, id: row.id })}>
              <span>
                {t('log.changeOf', { action: t(`log.actions.${row.action}`), title: row.title })}{' '}
                <span className={styles.model}>{names.one(row.model_name)}</span>
              </span>
              <time dateTime={row.created_at}>{formats.dateTime(row.created_at)}</time>
            </a>
          </li>
        ))}
      </ul>
      {count > rows.length && <p className={styles.more}>{t('log.andMore', { count: count - rows.length })}</p>}
    </section>
  );
}
