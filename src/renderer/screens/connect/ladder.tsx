import { useTranslation } from 'react-i18next';
import type { ConnectionStep } from '../../../shared/ipc/branch.ts';
import { useStepText } from '../../i18n/use-step-text.ts';
import { OutcomeLine } from '../diagnostics/outcome-line.tsx';

/** The way to head office, step by step, with the remedy at the one that fails. */
export function Ladder({ steps }: { readonly steps: readonly ConnectionStep[] }) {
  const { t } = useTranslation();
  const stepText = useStepText();
  return (
    <ol aria-label={t('diagnostics.ladder')}>
      {steps.map((step) => (
        <OutcomeLine
          key={step.name}
          name={t(`diagnostics.steps.${step.name}`)}
          outcome={step.outcome}
          {...(step.outcome === 'not-reached' ? { text: '' } : stepText(step))}
        />
      ))}
    </ol>
  );
}
