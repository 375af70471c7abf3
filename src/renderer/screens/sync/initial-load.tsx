import { useTranslation } from 'react-i18next';
import type { Status } from '../../../shared/status.ts';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { useFormats } from '../../i18n/use-formats.ts';
import { useTimeLeft } from './use-time-left.ts';
import styles from './run-progress.module.css';

interface InitialLoadProps {
  readonly load: NonNullable<Status['initialLoad']>;
  readonly running: boolean;
}

/** The first load of head office's records. It goes on where it stopped, after a lost line or a restart alike. */
export function InitialLoad({ load, running }: InitialLoadProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { done, total } = load;
  const left = useTimeLeft(done, total, running);
  const words = [
    total > 0 && t('sync.load.rows', { done, total }),
    left !== null && t('sync.timeLeft', { duration: formats.duration(left) }),
    t(running ? 'sync.load.meanwhile' : 'sync.load.stopped'),
  ].filter((word) => typeof word === 'string');
  return (
    <div className={styles.progress}>
      <ProgressBar label={t('sync.load.label')} done={done} total={total > 0 ? total : null} />
      <p className={styles.words}>{words.join(' · ')}</p>
    </div>
  );
}
