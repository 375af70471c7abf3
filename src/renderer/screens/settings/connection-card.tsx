import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../bridge/use-action.ts';
import { useAnswer } from '../../bridge/use-answer.ts';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { Facts } from '../../components/facts.tsx';
import { useAnnounce } from '../../components/live-region.tsx';
import { useStepText } from '../../i18n/use-step-text.ts';
import { Notice } from '../../components/notice.tsx';
import { ConnectForm } from '../connect/connect-form.tsx';
import { Ladder } from '../diagnostics/ladder.tsx';
import { ErrorText } from '../../components/error-text.tsx';
import { useErrorText } from '../../i18n/use-error-text.ts';
import styles from './settings.module.css';

/** How this branch reaches head office: made, tested, and made anew when the credentials were lost. */
export function ConnectionCard() {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const announce = useAnnounce();
  const stepText = useStepText();
  const { data: status } = useAnswer('sync.status', {});
  const climb = useAction('branch.testConnection');
  const [anew, setAnew] = useState(false);
  if (!status) return null;
  const { connection, branch, masterUrl } = status;
  const stateText =
    connection.message === null
      ? t(`sync.connection.${connection.state}`)
      : errorText({ code: connection.state, message: connection.message }).text;
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
            [t('sync.facts.state'), stateText],
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
                      onSuccess: ({ steps }) => {
                        const failed = steps.find((step) => step.outcome === 'failed');
                        announce(failed ? stepText(failed).text : t('connect.open'));
                      },
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
            {climb.error && (
              <Notice tone="alert">
                <ErrorText error={climb.error} />
              </Notice>
            )}
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
