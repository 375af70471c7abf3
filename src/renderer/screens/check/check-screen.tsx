import { useTranslation } from 'react-i18next';
import { useAnswer } from '../../bridge/use-answer.ts';
import { Notice } from '../../components/notice.tsx';
import { Screen } from '../../components/screen.tsx';
import { CertificateCard } from './certificate-card.tsx';
import { CompareCard } from './compare-card.tsx';

/** Proof that branch and head office hold the same, and the paper for it at the end of a day. */
export function CheckScreen() {
  const { t } = useTranslation();
  const { data: status } = useAnswer('sync.status', {});
  return (
    <Screen title={t('check.title')}>
      {status?.connection.state === 'standalone' ? (
        <Notice tone="plain">{t('check.standalone')}</Notice>
      ) : (
        <>
          <CompareCard />
          <CertificateCard />
        </>
      )}
    </Screen>
  );
}
