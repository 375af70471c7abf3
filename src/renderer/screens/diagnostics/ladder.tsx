import { useTranslation } from 'react-i18next';
import { connectionStepNames, type ConnectionStep } from '../../../shared/ipc/branch.ts';
import { useStepText } from '../../i18n/use-step-text.ts';
import { OutcomeLine } from './outcome-line.tsx';
import styles from './diagnostics.module.css';

/**
 * The way to head office, step by step, with the remedy at the one that fails. What was not reached because of that says so by its shape and its word alone.
 * @param props.steps null while it is climbed
 */
export function Ladder({ steps }: { readonly steps: readonly ConnectionStep[] | null }) {
  const { t } = useTranslation();
  const stepText = useStepText();
  return (
    <ol className={styles.list} aria-label={t('diagnostics.ladder')}>
      {steps === null &&
        connectionStepNames.map((name) => (
          <OutcomeLine key={name} name={t(`diagnostics.steps.${name}`)} outcome="running" text="" />
        ))}
      {steps?.map((step) => (
        <OutcomeLine
          key={step.name}
          name={t(`diagnostics.steps.${step.name}`)}
          outcome={step.outcome}
          {...(step.text.key === 'ladder.notReached' ? { text: '' } : stepText(step))}
        />
      ))}
    </ol>
  );
}
