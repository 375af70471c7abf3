import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnswer } from '../../bridge/use-answer.ts';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { Failure } from '../../components/failure.tsx';
import { RunRow } from './run-row.tsx';
import styles from './recent-runs.module.css';

const few = 6;
const many = 50;

export function RecentRuns() {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const { data: runs, error, refetch } = useAnswer('sync.runs', { limit: all ? many : few }, { keepPrevious: true });
  return (
    <Card
      title={t('sync.runs.title')}
      actions={
        runs &&
        runs.length >= few && (
          <Button look="quiet" size="small" aria-expanded={all} onClick={() => setAll(!all)}>
            {t(all ? 'sync.runs.fewer' : 'sync.runs.more')}
          </Button>
        )
      }
    >
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {runs?.length === 0 && <p className={styles.none}>{t('sync.runs.none')}</p>}
      {runs && runs.length > 0 && (
        <ol className={styles.runs}>
          {runs.map((run) => (
            <RunRow key={run.id} run={run} />
          ))}
        </ol>
      )}
    </Card>
  );
}
