import { useTranslation } from 'react-i18next';
import type { DiagnosticCheck } from '../../../shared/ipc/diagnostics.ts';
import { Card } from '../../components/card.tsx';
import { useSay } from '../../i18n/use-say.ts';
import { OutcomeLine } from './outcome-line.tsx';
import styles from './diagnostics.module.css';

export function CheckList({ checks }: { readonly checks: readonly DiagnosticCheck[] }) {
  const { t } = useTranslation();
  const say = useSay();
  return (
    <Card title={t('diagnostics.checks')}>
      <ol className={styles.list}>
        {checks.map(({ name, outcome, text, remedy }, index) => (
          <OutcomeLine
            key={name}
            name={t('diagnostics.numbered', { number: index + 1, name: t(`diagnostics.names.${name}`) })}
            outcome={outcome}
            text={say(text)}
            remedy={remedy && say(remedy)}
          />
        ))}
      </ol>
    </Card>
  );
}
