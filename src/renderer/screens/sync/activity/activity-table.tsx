import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../i18n/use-formats.ts';
import { totalOf, type Bucket } from './activity-buckets.ts';
import type { BucketNames } from './bucket-names.ts';
import styles from './activity.module.css';

interface ActivityTableProps {
  readonly buckets: readonly Bucket[];
  readonly names: BucketNames;
}

/** The plot's numbers, newest first; hours and days in which nothing happened are left out. */
export function ActivityTable({ buckets, names }: ActivityTableProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const total = totalOf(buckets);
  const rows = buckets.filter(({ recorded, confirmed }) => recorded + confirmed > 0).toReversed();
  return (
    // It scrolls, so the keyboard must reach it.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.scroll} tabIndex={0}>
      <table className={styles.table} aria-label={t('sync.activity.title')}>
        <thead>
          <tr>
            <th scope="col">{t('sync.activity.when')}</th>
            <th scope="col" className={styles.number}>
              {t('sync.activity.recorded')}
            </th>
            <th scope="col" className={styles.number}>
              {t('sync.activity.confirmed')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ at, recorded, confirmed }) => (
            <tr key={at}>
              <th scope="row">{names.whole(at)}</th>
              <td className={styles.number}>{formats.number(recorded)}</td>
              <td className={styles.number}>{formats.number(confirmed)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('sync.activity.total')}</th>
            <td className={styles.number}>{formats.number(total.recorded)}</td>
            <td className={styles.number}>{formats.number(total.confirmed)}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
