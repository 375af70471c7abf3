import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RefusalCause } from '../../../shared/ipc/logs.ts';
import { useAnswer } from '../../bridge/use-answer.ts';
import { Button } from '../../components/button.tsx';
import { CauseRow } from './cause-row.tsx';
import { TakeHeadOfficeOfCause } from './take-head-office.tsx';
import { useRetry } from './use-retry.ts';
import styles from './causes.module.css';

/** What was refused, gathered by reason, with one action for each group. */
export function Causes() {
  const { t } = useTranslation();
  const { data: access } = useAnswer('access.state', {});
  const { data: causes } = useAnswer('logs.causes', {}, { enabled: access?.unlocked === true });
  const { busy, retry } = useRetry();
  const [giving, setGiving] = useState<RefusalCause | null>(null);
  if (!access?.unlocked || !causes || causes.length === 0) return null;
  return (
    <section className={styles.causes} aria-label={t('log.causes.label')}>
      <header className={styles.head}>
        <h2>{t('log.causes.title')}</h2>
        {causes.length > 1 && (
          <Button size="small" look="quiet" icon="retry" busy={busy} onClick={() => retry({})}>
            {t('log.causes.retryAll')}
          </Button>
        )}
      </header>
      <ul className={styles.list}>
        {causes.map((cause) => (
          <CauseRow
            key={`${cause.code} ${cause.model}`}
            cause={cause}
            busy={busy}
            onRetry={() => retry({ errorCode: cause.code, model: cause.model })}
            onGiveUp={() => setGiving(cause)}
          />
        ))}
      </ul>
      {giving && <TakeHeadOfficeOfCause cause={giving} onDone={() => setGiving(null)} />}
    </section>
  );
}
