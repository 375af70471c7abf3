import { useTranslation } from 'react-i18next';
import { homeSentence, overallState } from '../../shared/home-sentence.ts';
import { LockButton } from '../access/lock-button.tsx';
import type { HostState } from '../bridge/host-state.ts';
import { useAnswer } from '../bridge/use-answer.ts';
import { keepsClear } from '../components/room-below.ts';
import { StateShape } from '../components/state-shape.tsx';
import { useSay } from '../i18n/use-say.ts';
import { hashOf } from '../navigation/view.ts';
import { shapeOfState } from './state-words.ts';
import { useErrorText } from '../i18n/use-error-text.ts';
import styles from './status-strip.module.css';

/** On every screen: the home sentence, and which branch this is. */
export function StatusStrip({ host }: { readonly host: HostState }) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const say = useSay();
  const { data: status, error } = useAnswer('sync.status', {});
  return (
    <footer {...keepsClear} className={styles.strip} aria-label={t('strip.label')}>
      {host === 'gone' && (
        <span className={styles.sentence}>
          <StateShape shape="attention" />
          <span>{t('host.goneShort')}</span>
        </span>
      )}
      {/* What was true before SyncLog went silent is not said as if it still were. */}
      {host !== 'gone' && status && (
        <a className={styles.sentence} href={hashOf({ screen: 'sync' })}>
          <StateShape shape={shapeOfState[overallState(status)]} />
          <span>{say(homeSentence(status))}</span>
        </a>
      )}
      {host !== 'gone' && error && !status && <span className={styles.sentence}>{errorText(error).text}</span>}
      <LockButton />
      {status?.branch && <span className={styles.branch}>{status.branch.name}</span>}
    </footer>
  );
}
