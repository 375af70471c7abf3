import { useTranslation } from 'react-i18next';
import type { SyncRun } from '../../../shared/status.ts';
import { StateShape, type Shape } from '../../components/state-shape.tsx';
import { useFormats } from '../../i18n/use-formats.ts';
import { useSayResult } from './use-say-result.ts';
import { runResult } from './run-result.ts';
import styles from './recent-runs.module.css';

const shapes: Record<SyncRun['outcome'], Shape> = {
  done: 'confirmed',
  failed: 'offline',
  cancelled: 'paused',
  skipped: 'unconfirmed',
};

export function RunRow({ run }: { readonly run: SyncRun }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const sayResult = useSayResult();
  const idle = run.outcome === 'done' && run.pushed + run.pulled + run.refused === 0;
  const result = idle ? t('sync.runs.nothing') : sayResult(runResult(run));
  return (
    <li className={styles.run}>
      <StateShape shape={run.refused > 0 ? 'attention' : shapes[run.outcome]} />
      <div className={styles.words}>
        <p>
          <strong className={styles.outcome}>{t(`sync.outcome.${run.outcome}`)}</strong>
          <span className={styles.quiet}>{t(`sync.cause.${run.cause}`)}</span>
        </p>
        <p className={styles.quiet}>{result}</p>
      </div>
      <time className={styles.quiet} dateTime={run.endedAt}>
        {formats.time(run.endedAt)}
      </time>
    </li>
  );
}
