import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../bridge/use-action.ts';
import { useAnswer } from '../../bridge/use-answer.ts';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { Facts } from '../../components/facts.tsx';
import { useAnnounce } from '../../components/live-region.tsx';
import { Notice } from '../../components/notice.tsx';
import { ConnectForm } from '../connect/connect-form.tsx';
import { Ladder } from '../connect/ladder.tsx';
import styles from './settings.module.css';

/** How this branch reaches head office: made, tested, and made anew when the credentials were lost. */
export function ConnectionCard() {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const { data: status } = useAnswer('sync.status', {});
  const climb = useAction('branch.testConnection');
  const [anew, setAnew] = useState(false);
  if (!status) return null;
  const { connection, branch, masterUrl } = status;
  if (connection.state === 'standalone') {
    return (
      <Card title={t('settings.connection.title')}>
        <div className={styles.stack}>
          <p className={styles.quiet}>{t('settings.connection.standalone')}</p>
          <ConnectForm address="" onConnected={() => undefined} />
        </div>
      </Card>
    );
  }
  const lost = connection.state === 'unauthorized';
  return (
    <Card title={t('settings.connection.title')}>
      <div className={styles.stack}>
        {lost && <Notice tone="alert">{t('settings.connection.lost')}</Notice>}
        <Facts
          items={[
            [t('sync.facts.branch'), branch?.name],
            [t('sync.facts.address'), masterUrl],
            [t('sync.facts.state'), connection.message ?? t(`sync.connection.${connection.state}`)],
          ]}
        />
        {lost || anew ? (
          <ConnectForm
            address={masterUrl ?? ''}
            focused={anew}
            onConnected={() => {
              setAnew(false);
              climb.reset();
            }}
          />
        ) : (
          <>
            <div className={styles.actions}>
              <Button
                busy={climb.isPending}
                onClick={() =>
                  climb.mutate(
                    {},
                    {
                      onSuccess: ({ steps }) =>
                        announce(steps.find((step) => step.outcome === 'failed')?.message ?? t('connect.open')),
                    },
                  )
                }
              >
                {t('connect.test')}
              </Button>
              <Button look="quiet" onClick={() => setAnew(true)}>
                {t('settings.connection.anew')}
              </Button>
            </div>
            {climb.error && <Notice tone="alert">{climb.error.message}</Notice>}
            {climb.data && <Ladder steps={climb.data.steps} />}
          </>
        )}
        {anew && !lost && (
          <div className={styles.actions}>
            <Button look="quiet" onClick={() => setAnew(false)}>
              {t('common.cancel')}
            </Button>
          </div>
        )}
      </div>
    </Card>
  );
}
