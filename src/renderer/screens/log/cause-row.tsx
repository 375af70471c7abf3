import { useTranslation } from 'react-i18next';
import type { RefusalCause } from '../../../shared/ipc/logs.ts';
import { Button } from '../../components/button.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { StateShape } from '../../components/state-shape.tsx';
import { useNames } from '../../i18n/use-names.ts';
import { hashOf } from '../../navigation/view.ts';
import { ErrorText } from '../../components/error-text.tsx';
import styles from './causes.module.css';

interface CauseRowProps {
  readonly cause: RefusalCause;
  readonly busy: boolean;
  readonly onRetry: () => void;
  readonly onGiveUp: () => void;
}

export function CauseRow({ cause, busy, onRetry, onGiveUp }: CauseRowProps) {
  const { t } = useTranslation();
  const names = useNames();
  const { count, together, waiting, model } = cause;
  const name = count === 1 ? names.one(model) : names.many(model);
  const also = [
    together > 0 && t('log.causes.together', { count: together }),
    waiting > 0 && t('log.causes.waiting', { count: waiting }),
  ].filter((part) => typeof part === 'string');
  return (
    <li className={styles.cause}>
      <StateShape shape="attention" />
      <div className={styles.words}>
        <p className={styles.name}>{t('log.causes.refused', { count, name: name.toLowerCase() })}</p>
        <p>
          <ErrorText error={{ code: cause.code, message: cause.sentence }} />
        </p>
        {also.length > 0 && <p className={styles.also}>{also.join(' ')}</p>}
      </div>
      <div className={styles.actions}>
        <LinkButton size="small" look="quiet" href={hashOf({ screen: 'log', status: 'failed', id: cause.newestId })}>
          {t(count === 1 ? 'log.causes.show' : 'log.causes.showNewest')}
        </LinkButton>
        <Button size="small" onClick={onGiveUp}>
          {t('log.takeHeadOffice')}
        </Button>
        <Button size="small" icon="retry" busy={busy} onClick={onRetry}>
          {t('log.retry', { count })}
        </Button>
      </div>
    </li>
  );
}
