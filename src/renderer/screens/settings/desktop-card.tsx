import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../shared/settings.ts';
import { useAction } from '../../bridge/use-action.ts';
import { useAnswer } from '../../bridge/use-answer.ts';
import { Card } from '../../components/card.tsx';
import { useAnnounce } from '../../components/live-region.tsx';
import { Notice } from '../../components/notice.tsx';
import { NumbersCard } from './numbers-card.tsx';
import { TextSetting } from './text-setting.tsx';
import { TraySetting } from './tray-setting.tsx';
import { ErrorText } from '../../components/error-text.tsx';
import styles from './settings.module.css';

const switches = ['startAtLogin', 'notifications'] as const;

/** What only the desktop app can do. Where SyncLog runs in a browser it says so instead of offering what would have no effect. */
export function DesktopCard({ settings }: { readonly settings: Settings }) {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const { data: info } = useAnswer('app.info', {});
  const { mutate, error } = useAction('settings.set');
  if (!info) return null;
  if (info.host !== 'electron') {
    return (
      <Card title={t('settings.desktop.title')}>
        <p className={styles.quiet}>{t('settings.desktop.elsewhere')}</p>
      </Card>
    );
  }
  const saved = { onSuccess: () => announce(t('settings.saved')) };
  return (
    <>
      <Card title={t('settings.desktop.title')}>
        <div className={styles.stack}>
          {switches.map((name) => (
            <label key={name} className={styles.choice}>
              <input
                type="checkbox"
                checked={settings[name]}
                onChange={(event) => mutate({ [name]: event.target.checked }, saved)}
              />
              {t(`settings.desktop.${name}`)}
            </label>
          ))}
          <TraySetting value={settings.closeToTray} onChosen={(closeToTray) => mutate({ closeToTray }, saved)} />
          {error && (
            <Notice tone="alert">
              <ErrorText error={error} />
            </Notice>
          )}
          <TextSetting name="extraCaFile" settings={settings} />
          <TextSetting name="updateFeedUrl" settings={settings} />
        </div>
      </Card>
      {settings.notifications && (
        <NumbersCard title={t('settings.desktop.notifying')} settings={settings} names={['notifyAfterHours']} />
      )}
    </>
  );
}
