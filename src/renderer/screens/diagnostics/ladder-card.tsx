import { useTranslation } from 'react-i18next';
import type { ConnectionStep } from '../../../shared/ipc/branch.ts';
import { Card } from '../../components/card.tsx';
import { OutcomeLine } from './outcome-line.tsx';
import styles from './diagnostics.module.css';

export function LadderCard({ steps }: { readonly steps: readonly ConnectionStep[] }) {
  const { t } = useTranslation();
  return (
    <Card title={t('diagnostics.ladder')}>
      <ol className={styles.list}>
        {steps.map(({ name, outcome, message }) => (
          <OutcomeLine key={name} name={t(`diagnostics.steps.${name}`)} outcome={outcome} text={message} />
        ))}
      </ol>
    </Card>
  );
}
