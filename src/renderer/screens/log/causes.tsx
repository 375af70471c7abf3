import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RefusalCause } from '../../../shared/ipc/logs.ts';
import { useAction } from '../../bridge/use-action.ts';
import { useAnswer } from '../../bridge/use-answer.ts';
import { Button } from '../../components/button.tsx';
import { useAnnounce } from '../../components/live-region.tsx';
import { CauseRow } from './cause-row.tsx';
import { TakeHeadOfficeOfCause } from './take-head-office.tsx';
import { useErrorText } from '../../i18n/use-error-text.ts';
import styles from './causes.module.css';

/** What was refused, gathered by reason, with one action for each group. */
export function Causes() {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const announce = useAnnounce();
  const { data: access } = useAnswer('access.state', {});
  const { data: causes } = useAnswer('logs.causes', {}, { enabled: access?.unlocked === true });
  const retry = useAction('logs.retry');
  const [giving, setGiving] = useState<RefusalCause | null>(null);
  if (!access?.unlocked || !causes || causes.length === 0) return null;
  const again = (cause: Pick<RefusalCause, 'code' | 'model'> | null): void =>
    retry.mutate(cause ? { errorCode: cause.code, model: cause.model } : {}, {
      onSuccess: ({ retried }) => announce(t('log.retried', { count: retried })),
      onError: (error) => announce(errorText(error).text),
    });
  return (
    <section className={styles.causes} aria-label={t('log.causes.label')}>
      <header className={styles.head}>
        <h2>{t('log.causes.title')}</h2>
        {causes.length > 1 && (
          <Button size="small" look="quiet" icon="retry" busy={retry.isPending} onClick={() => again(null)}>
            {t('log.causes.retryAll')}
          </Button>
        )}
      </header>
      <ul className={styles.list}>
        {causes.map((cause) => (
          <CauseRow
            key={`${cause.code} ${cause.model}`}
            cause={cause}
            busy={retry.isPending}
            onRetry={() => again(cause)}
            onGiveUp={() => setGiving(cause)}
          />
        ))}
      </ul>
      {giving && <TakeHeadOfficeOfCause cause={giving} onDone={() => setGiving(null)} />}
    </section>
  );
}
