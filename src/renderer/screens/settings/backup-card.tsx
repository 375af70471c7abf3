import { useTranslation } from 'react-i18next';
import { useAction } from '../../bridge/use-action.ts';
import { useAnswer } from '../../bridge/use-answer.ts';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { Facts } from '../../components/facts.tsx';
import { Failure } from '../../components/failure.tsx';
import { Notice } from '../../components/notice.tsx';
import { useFormats } from '../../i18n/use-formats.ts';
import styles from './settings.module.css';

/** What is kept twice, where, what a person has to see to, and a copy at any time. */
export function BackupCard() {
  const { t } = useTranslation();
  const formats = useFormats();
  const { data: newest } = useAnswer('backup.newest', {});
  const make = useAction('backup.make');
  if (!newest) return null;
  const copy = make.data ?? newest.copy;
  return (
    <Card title={t('settings.backup.title')}>
      <div className={styles.parts}>
        <p>{t('settings.backup.confirmed')}</p>
        <p>{t('settings.backup.waiting')}</p>
        <div className={styles.actions}>
          <Button icon="download" busy={make.isPending} onClick={() => make.mutate({})}>
            {t('settings.backup.make')}
          </Button>
        </div>
        {make.data && (
          <Notice tone="good">{t('settings.backup.done', { size: formats.bytes(make.data.bytes) })}</Notice>
        )}
        {make.error && <Failure error={make.error} />}
        <Facts
          items={[
            [
              t('settings.backup.newest'),
              copy
                ? t('settings.backup.made', { at: formats.dateTime(copy.at), size: formats.bytes(copy.bytes) })
                : t('settings.backup.none'),
            ],
            [t('settings.backup.file'), copy?.file],
            [t('settings.backup.copies'), t('settings.backup.copiesIn', { folder: 'backups' })],
          ]}
        />
        <p className={styles.quiet}>{t('settings.backup.restore')}</p>
        <p className={styles.quiet}>{t('settings.backup.twice')}</p>
      </div>
    </Card>
  );
}
