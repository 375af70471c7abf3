import { useTranslation } from 'react-i18next';
import type { SyncLogRow } from '../../../shared/sync-log.ts';
import { StateShape } from '../../components/state-shape.tsx';
import { useFormats } from '../../i18n/use-formats.ts';
import { useSay } from '../../i18n/use-say.ts';
import { changeStory } from './change-story.ts';
import styles from './story.module.css';

export function Story({ log }: { readonly log: SyncLogRow }) {
  const { t } = useTranslation();
  const say = useSay();
  const formats = useFormats();
  return (
    <ol className={styles.story} aria-label={t('log.story.label')}>
      {changeStory(log).map((step) => (
        <li className={styles.step} key={step.text.key}>
          <StateShape shape={step.shape} />
          <span>{say(step.text)}</span>
          {step.at && (
            <time className={styles.at} dateTime={step.at}>
              {formats.dateTime(step.at)}
            </time>
          )}
        </li>
      ))}
    </ol>
  );
}
