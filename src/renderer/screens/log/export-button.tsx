import { useTranslation } from 'react-i18next';
import type { LogFilter } from '../../../shared/ipc/logs.ts';
import { Button } from '../../components/button.tsx';
import { useLogExport } from './use-log-export.ts';
import styles from './export-button.module.css';

interface ExportButtonProps {
  readonly filter: LogFilter;
  /** null while it is being counted. */
  readonly total: number | null;
}

/** Takes what the filter finds out of the app. */
export function ExportButton({ filter, total }: ExportButtonProps) {
  const { t } = useTranslation();
  const { written, start, stop } = useLogExport(filter);
  if (written !== null) {
    return (
      <>
        <span className={styles.written}>
          {total === null
            ? t('log.export.written', { count: written })
            : t('sync.doneOfTotal', { done: written, total })}
        </span>
        <Button onClick={stop}>{t('sync.stop')}</Button>
      </>
    );
  }
  const nothing = total === 0;
  return (
    <fieldset className={styles.group} aria-label={t('log.export.label')} title={t('log.export.hint')}>
      <Button look="quiet" disabled={nothing} onClick={() => start('csv')}>
        {t('log.export.csv')}
      </Button>
      <Button look="quiet" disabled={nothing} onClick={() => start('json')}>
        {t('log.export.json')}
      </Button>
    </fieldset>
  );
}
