import { useTranslation } from 'react-i18next';
import type { ConnectionStep } from '../../../shared/ipc/branch.ts';
import { Card } from '../../components/card.tsx';
import { useStepText } from '../../i18n/use-step-text.ts';
import { OutcomeLine } from './outcome-line.tsx';
import styles from './diagnostics.module.css';

export function LadderCard({ steps }: { readonly steps: readonly ConnectionStep[] }) {
  const { t } = useTranslation();
  const stepText = useStepText();
  return (
    <Card title={t('diagnostics.ladder')}>
      <ol className={styles.list}>
        {steps.map((step) => (
          <OutcomeLine
            key={step.name}
            name={t(`diagnostics.steps.${step.name}`)}
            outcome={step.outcome}
            {...stepText(step)}
          />
        ))}
      </ol>
    </Card>
  );
}
