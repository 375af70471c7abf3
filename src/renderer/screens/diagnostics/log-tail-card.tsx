import { useTranslation } from 'react-i18next';
import { useAnswer } from '../../bridge/use-answer.ts';
import { Card } from '../../components/card.tsx';
import { Failure } from '../../components/failure.tsx';
import styles from './diagnostics.module.css';

export function LogTailCard() {
  const { t } = useTranslation();
  const { data, error, refetch } = useAnswer('diagnostics.logTail', {}, { once: true });
  return (
    <Card title={t('diagnostics.log.title')}>
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {data?.lines.length === 0 && <p>{t('diagnostics.log.empty')}</p>}
      {data && data.lines.length > 0 && (
        // A text field scrolls by keyboard and can be copied from, in every browser.
        <textarea
          className={styles.tail}
          rows={14}
          readOnly
          aria-label={t('diagnostics.log.label')}
          value={data.lines.join('\n')}
        />
      )}
    </Card>
  );
}
