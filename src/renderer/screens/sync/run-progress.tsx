import { useTranslation } from 'react-i18next';
import type { RunProgress as Running, Status } from '../../../shared/status.ts';
import { useAction } from '../../bridge/use-action.ts';
import { Button } from '../../components/button.tsx';
import { useAnnounce } from '../../components/live-region.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { useFormats } from '../../i18n/use-formats.ts';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { useTimeLeft } from './use-time-left.ts';
import styles from './run-progress.module.css';

interface RunProgressProps {
  readonly running: Running;
  readonly forecast: Status['forecast'];
}

/** What the running sync has done of what it has to do, how fast, and a way to stop it. */
export function RunProgress({ running, forecast }: RunProgressProps) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const formats = useFormats();
  const announce = useAnnounce();
  const cancel = useAction('sync.cancel');
  const pulls = running.phase === 'pull' || running.phase === 'finish';
  const done = pulls ? running.pulled : running.pushed;
  const total = pulls ? running.toPull : running.phase === 'connect' ? null : running.toPush;
  // How fast head office's news come in is seen here; how fast ours go out, the engine has measured for longer.
  const left = useTimeLeft(pulls ? done : 0, pulls ? (total ?? 0) : 0, pulls);
  const words = [
    t(`sync.phase.${running.phase}`),
    total !== null && total > 0 && t('sync.doneOfTotal', { done, total }),
    forecast && running.phase === 'push' && t('sync.rate', { rate: Math.round(forecast.perSecond) }),
    forecast &&
      running.phase === 'push' &&
      t('sync.timeLeft', { duration: formats.duration(Math.ceil(forecast.secondsLeft)) }),
    left !== null && total !== null && t('sync.rate', { rate: Math.round((total - done) / left) }),
    left !== null && t('sync.timeLeft', { duration: formats.duration(left) }),
  ].filter((word) => typeof word === 'string');
  return (
    <div className={styles.progress}>
      <ProgressBar label={t('sync.progressLabel')} done={done} total={total} />
      <div className={styles.line}>
        <p className={styles.words}>{words.join(' · ')}</p>
        <Button
          size="small"
          busy={cancel.isPending}
          onClick={() =>
            cancel.mutate(
              {},
              {
                onSuccess: ({ cancelled }) => announce(t(cancelled ? 'sync.cancelled' : 'sync.cancelledNothing')),
                onError: (error) => announce(errorText(error).text),
              },
            )
          }
        >
          {t('sync.stop')}
        </Button>
      </div>
    </div>
  );
}
