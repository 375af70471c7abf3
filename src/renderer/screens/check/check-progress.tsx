import { useTranslation } from 'react-i18next';
import { useAnswer } from '../../bridge/use-answer.ts';
import { ProgressBar } from '../../components/progress-bar.tsx';
import styles from './check.module.css';

/** How far a comparison or repair has come. */
export function CheckProgress() {
  const { t } = useTranslation();
  const { data: progress } = useAnswer('branch.checkProgress', {});
  const label = t(`check.phase.${progress?.phase ?? 'compare'}`);
  return (
    <div className={styles.progress}>
      <p>{label}</p>
      <ProgressBar label={label} done={progress?.done ?? 0} total={progress?.total ?? null} />
    </div>
  );
}
