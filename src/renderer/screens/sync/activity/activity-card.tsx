import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { activitySpans, type ActivitySpan } from '../../../../shared/activity.ts';
import { useAnswer } from '../../../bridge/use-answer.ts';
import { Button } from '../../../components/button.tsx';
import { Card } from '../../../components/card.tsx';
import { Failure } from '../../../components/failure.tsx';
import { useFormats } from '../../../i18n/use-formats.ts';
import { bucketsOf } from './activity-buckets.ts';
import { ActivityPlot } from './activity-plot.tsx';
import { ActivityTable } from './activity-table.tsx';
import { bucketNames } from './bucket-names.ts';
import styles from './activity.module.css';

/** How much was recorded here and confirmed by head office lately; as a plot, or as the table behind it. */
export function ActivityCard() {
  const { t } = useTranslation();
  const { locale } = useFormats();
  const [span, setSpan] = useState<ActivitySpan>('day');
  const [asTable, setAsTable] = useState(false);
  const { data, error, refetch } = useAnswer('sync.activity', { span });
  const buckets = useMemo(() => data && bucketsOf(data, span), [data, span]);
  const names = useMemo(() => bucketNames(locale, span), [locale, span]);
  const nothing = data?.hours.length === 0;
  return (
    <Card
      title={t('sync.activity.title')}
      actions={
        <div className={styles.choices}>
          <fieldset className={styles.choices} aria-label={t('sync.activity.span')}>
            {activitySpans.map((name) => (
              <Button
                key={name}
                look={name === span ? 'plain' : 'quiet'}
                size="small"
                aria-pressed={name === span}
                onClick={() => setSpan(name)}
              >
                {t(`sync.activity.spans.${name}`)}
              </Button>
            ))}
          </fieldset>
          <Button look="quiet" size="small" aria-expanded={asTable} onClick={() => setAsTable(!asTable)}>
            {t(asTable ? 'sync.activity.asPlot' : 'sync.activity.asTable')}
          </Button>
        </div>
      }
    >
      <div className={styles.room}>
        {error && <Failure error={error} onRetry={() => void refetch()} />}
        {nothing && <p className={styles.nothing}>{t('sync.activity.nothing')}</p>}
        {buckets && !nothing && asTable && <ActivityTable buckets={buckets} names={names} />}
        {buckets && !nothing && !asTable && <ActivityPlot buckets={buckets} names={names} />}
      </div>
    </Card>
  );
}
