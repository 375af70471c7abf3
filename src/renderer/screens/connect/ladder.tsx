import { useTranslation } from 'react-i18next';
import type { ConnectionStep } from '../../../shared/ipc/branch.ts';
import { OutcomeLine } from '../diagnostics/outcome-line.tsx';

/** The way to head office, step by step, with the remedy at the one that fails. */
export function Ladder({ steps }: { readonly steps: readonly ConnectionStep[] }) {
  const { t } = useTranslation();
  return (
    <ol aria-label={t('diagnostics.ladder')}>
      {steps.map(({ name, outcome, message }) => (
        <OutcomeLine
          key={name}
          name={t(`diagnostics.steps.${name}`)}
          outcome={outcome}
          text={outcome === 'not-reached' ? '' : message}
        />
      ))}
    </ol>
  );
}
