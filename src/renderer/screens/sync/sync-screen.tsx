import { useTranslation } from 'react-i18next';
import { useAnswer } from '../../bridge/use-answer.ts';
import { Failure } from '../../components/failure.tsx';
import { Screen } from '../../components/screen.tsx';
import { ActivityCard } from './activity/activity-card.tsx';
import { ConnectionFacts } from './connection-facts.tsx';
import { Counts } from './counts.tsx';
import { Hero } from './hero.tsx';
import { PauseButton } from './pause-button.tsx';
import { RecentRuns } from './recent-runs.tsx';
import { StorageFacts } from './storage-facts.tsx';
import { Warnings } from './warnings.tsx';
import styles from './sync-screen.module.css';

/** Home: whether head office has everything, in one glance; and what can be done about it. */
export function SyncScreen() {
  const { t } = useTranslation();
  const { data: status, error, refetch } = useAnswer('sync.status', {});
  const connected = status !== undefined && status.connection.state !== 'standalone';
  return (
    <Screen title={t('nav.sync')} actions={connected && <PauseButton status={status} />}>
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {status && (
        <>
          <Hero status={status} />
          <Warnings />
          <Counts status={status} />
          <ActivityCard />
          {connected ? (
            <div className={styles.columns}>
              <RecentRuns />
              <div className={styles.stack}>
                <ConnectionFacts status={status} />
                <StorageFacts />
              </div>
            </div>
          ) : (
            <StorageFacts />
          )}
        </>
      )}
    </Screen>
  );
}
