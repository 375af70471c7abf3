import { useTranslation } from 'react-i18next';
import { syncStatuses } from '../../../shared/record.ts';
import type { Status } from '../../../shared/status.ts';
import { StateBadge, stateOfStatus } from '../../components/state-badge.tsx';
import { useFormats } from '../../i18n/use-formats.ts';
import { hashOf } from '../../navigation/view.ts';
import styles from './counts.module.css';

/** How many changes are where on their way; each number opens the log there. */
export function Counts({ status }: { readonly status: Status }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <nav aria-label={t('sync.countsLabel')}>
      <ul className={styles.counts}>
        {syncStatuses.map((name) => (
          <li key={name}>
            <a className={styles.count} href={hashOf({ screen: 'log', status: name, id: null })}>
              <span className={`${styles.number} ${status.counts[name] === 0 ? styles.zero : ''}`}>
                {formats.number(status.counts[name])}
              </span>
              {status.counts[name] === 0 ? (
                <span className={styles.quiet}>{t(`state.${stateOfStatus(name)}`)}</span>
              ) : (
                <StateBadge state={stateOfStatus(name)} />
              )}
              {name === 'pending' && status.held > 0 && (
                <span className={styles.quiet}>{t('sync.held', { count: status.held })}</span>
              )}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
