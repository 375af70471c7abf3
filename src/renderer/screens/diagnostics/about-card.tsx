import { useTranslation } from 'react-i18next';
import { useAnswer } from '../../bridge/use-answer.ts';
import { Card } from '../../components/card.tsx';
import { Facts } from '../../components/facts.tsx';

export function AboutCard() {
  const { t } = useTranslation();
  const { data: info } = useAnswer('app.info', {});
  if (!info) return null;
  return (
    <Card title={t('diagnostics.about.title')}>
      <Facts
        items={[
          [t('diagnostics.about.version'), info.version],
          [t('diagnostics.about.host'), `${t(`diagnostics.about.hosts.${info.host}`)}, ${info.platform}`],
          [t('diagnostics.about.folder'), info.dataDir],
        ]}
      />
    </Card>
  );
}
