import { useTranslation } from 'react-i18next';
import { LockButton } from '../../access/lock-button.tsx';
import { PinSettings } from '../../access/pin-settings.tsx';
import { Protected } from '../../access/protected.tsx';
import { useAnswer } from '../../bridge/use-answer.ts';
import { Failure } from '../../components/failure.tsx';
import { Screen } from '../../components/screen.tsx';
import { AboutCard } from '../diagnostics/about-card.tsx';
import { Warnings } from '../sync/warnings.tsx';
import { AppearanceCard } from './appearance-card.tsx';
import { BackupCard } from './backup-card.tsx';
import { CleanupButton } from './cleanup-button.tsx';
import { ConnectionCard } from './connection-card.tsx';
import { DesktopCard } from './desktop-card.tsx';
import { ModelsCard } from './models-card.tsx';
import { NumbersCard } from './numbers-card.tsx';
import styles from './settings.module.css';

/** What has to do with head office on one side, with this computer and the people at it on the other. */
export function SettingsScreen() {
  const { t } = useTranslation();
  const { data: settings, error, refetch } = useAnswer('settings.get', {});
  return (
    <Screen title={t('nav.settings')} actions={<LockButton />}>
      <Warnings />
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      <Protected>
        {settings && (
          <div className={styles.sides}>
            <div className={styles.side}>
              <ConnectionCard />
              <NumbersCard
                title={t('settings.schedule')}
                settings={settings}
                names={['syncEveryMinutes', 'syncAfterChangeMs']}
              />
              <NumbersCard
                title={t('settings.batches')}
                settings={settings}
                names={['batchMaxChanges', 'batchMaxBytes']}
              />
              <NumbersCard
                title={t('settings.retention')}
                settings={settings}
                names={['keepCompletedDays']}
                actions={<CleanupButton days={settings.keepCompletedDays} />}
              />
              <ModelsCard settings={settings} />
            </div>
            <div className={styles.side}>
              <AppearanceCard settings={settings} />
              <DesktopCard settings={settings} />
              <PinSettings />
              <NumbersCard title={t('settings.locking')} settings={settings} names={['pinLocksAfterMinutes']} />
              <BackupCard />
              <AboutCard />
            </div>
          </div>
        )}
      </Protected>
    </Screen>
  );
}
