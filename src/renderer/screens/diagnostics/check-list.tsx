import { useTranslation } from 'react-i18next';
import { checkNames, type DiagnosticCheck } from '../../../shared/ipc/diagnostics.ts';
import { Card } from '../../components/card.tsx';
import { useSay } from '../../i18n/use-say.ts';
import { OutcomeLine } from './outcome-line.tsx';
import styles from './diagnostics.module.css';

/** @param props.checks null while they run: what is checked stands there already, so that nothing jumps when it is known */
export function CheckList({ checks }: { readonly checks: readonly DiagnosticCheck[] | null }) {
  const { t } = useTranslation();
  const say = useSay();
  const numbered = (name: DiagnosticCheck['name'], index: number): string =>
    t('diagnostics.numbered', { number: index + 1, name: t(`diagnostics.names.${name}`) });
  return (
    <Card title={t('diagnostics.checks')}>
      <ol className={styles.list} aria-busy={checks === null}>
        {checks === null
          ? checkNames.map((name, index) => (
              <OutcomeLine key={name} name={numbered(name, index)} outcome="running" text="" />
            ))
          : checks.map(({ name, outcome, text, remedy }, index) => (
              <OutcomeLine
                key={name}
                name={numbered(name, index)}
                outcome={outcome}
                text={say(text)}
                remedy={remedy && say(remedy)}
              />
            ))}
      </ol>
    </Card>
  );
}
