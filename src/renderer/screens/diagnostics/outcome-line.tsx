import { useTranslation } from 'react-i18next';
import { StateShape, type Shape } from '../../components/state-shape.tsx';
import styles from './diagnostics.module.css';

type Outcome = 'passed' | 'warning' | 'failed' | 'not-reached' | 'running';

const shapes: Record<Outcome, Shape> = {
  passed: 'confirmed',
  warning: 'waiting',
  failed: 'attention',
  'not-reached': 'unconfirmed',
  running: 'unconfirmed',
};

interface OutcomeLineProps {
  readonly name: string;
  readonly outcome: Outcome;
  readonly text: string;
  /** The program's own sentence, which is English. */
  readonly detail?: string | null;
  readonly remedy?: string | null;
}

/** One check: its result by shape and by word, what was found, and what to do. */
export function OutcomeLine({ name, outcome, text, detail = null, remedy = null }: OutcomeLineProps) {
  const { t } = useTranslation();
  return (
    <li className={styles.line} data-outcome={outcome}>
      <StateShape shape={shapes[outcome]} />
      <div className={styles.words}>
        <p className={styles.name}>
          {name} <span className={styles.outcome}>{t(`diagnostics.outcome.${outcome}`)}</span>
        </p>
        <p className={styles.text}>{text}</p>
        {detail && (
          <p className={styles.remedy} lang="en" dir="ltr">
            {detail}
          </p>
        )}
        {remedy && <p className={styles.remedy}>{remedy}</p>}
      </div>
    </li>
  );
}
