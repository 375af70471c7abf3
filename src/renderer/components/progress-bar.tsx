import styles from './progress-bar.module.css';

interface ProgressBarProps {
  readonly label: string;
  readonly done: number;
  /** null while it is not known how much there is. */
  readonly total: number | null;
}

export function ProgressBar({ label, done, total }: ProgressBarProps) {
  if (total === null || total <= 0) return <progress className={styles.bar} aria-label={label} />;
  return <progress className={styles.bar} aria-label={label} value={Math.min(done, total)} max={total} />;
}
