import { useTranslation } from 'react-i18next';
import { LockButton } from '../../access/lock-button.tsx';
import { PinSettings } from '../../access/pin-settings.tsx';
import { Protected } from '../../access/protected.tsx';
import { useAnswer } from '../../bridge/use-answer.ts';
import { Failure } from '../../components/failure.tsx';
import { Screen } from '../../components/screen.tsx';
import { AboutCard } from '../diagnostics/about-card.tsx';
import { AppearanceCard } from './appearance-card.tsx';
import { CleanupButton } from './cleanup-button.tsx';
import { ConnectionCard } from './connection-card.tsx';
import { DesktopCard } from './desktop-card.tsx';
import { ModelsCard } from './models-card.tsx';
import { NumbersCard } from './numbers-card.tsx';

export function SettingsScreen() {
  const { t } = useTranslation();
  const { data: settings, error, refetch } = useAnswer('settings.get', {});
  return (
    <Screen title={t('nav.settings')} actions={<LockButton />}>
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      <Protected>
        {settings && (
          <>
            <ConnectionCard />
            <AppearanceCard settings={settings} />
            <DesktopCard settings={settings} />
            <NumbersCard
              title={t('settings.schedule')}
              settings={settings}
              names={['syncEveryMinutes', 'syncAfterChangeMs']}
            />
            <NumbersCard
              title={t('settings.retention')}
              settings={settings}
              names={['keepCompletedDays']}
              actions={<CleanupButton days={settings.keepCompletedDays} />}
            />
            <PinSettings />
            <NumbersCard title={t('settings.locking')} settings={settings} names={['pinLocksAfterMinutes']} />
            <ModelsCard settings={settings} />
            <NumbersCard
              title={t('settings.batches')}
              settings={settings}
              names={['batchMaxChanges', 'batchMaxBytes']}
            />
            <AboutCard />
          </>
        )}
      </Protected>
    </Screen>
  );
}
