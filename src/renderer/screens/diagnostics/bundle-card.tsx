import { useTranslation } from 'react-i18next';
import { useAction } from '../../bridge/use-action.ts';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { Failure } from '../../components/failure.tsx';
import { useAnnounce } from '../../components/live-region.tsx';
import { saveFile } from '../../components/save-file.ts';
import styles from './diagnostics.module.css';

export function BundleCard() {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const bundle = useAction('diagnostics.bundle');
  return (
    <Card title={t('diagnostics.bundle.title')}>
      <div className={styles.bundle}>
        <p>{t('diagnostics.bundle.text')}</p>
        <Button
          icon="download"
          busy={bundle.isPending}
          onClick={() =>
            bundle.mutate(
              {},
              {
                onSuccess: ({ fileName, zip }) => {
                  saveFile(
                    fileName,
                    Uint8Array.from(atob(zip), (sign) => sign.charCodeAt(0)),
                    'application/zip',
                  );
                  announce(t('diagnostics.bundle.done', { name: fileName }));
                },
              },
            )
          }
        >
          {t('diagnostics.bundle.make')}
        </Button>
        {bundle.error && <Failure error={bundle.error} />}
      </div>
    </Card>
  );
}
