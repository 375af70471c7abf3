import { useTranslation } from 'react-i18next';
import { conflictStates, type ConflictState } from '../../../shared/ipc/conflicts.ts';
import { LockButton } from '../../access/lock-button.tsx';
import { Protected } from '../../access/protected.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { Screen } from '../../components/screen.tsx';
import { hashOf } from '../../navigation/view.ts';
import { ConflictList } from './conflict-list.tsx';
import styles from './conflicts.module.css';

interface ConflictsScreenProps {
  readonly state: ConflictState;
  /** The conflict that is open. */
  readonly id: string | null;
}

/** Values that lost against others: to be looked at, and put back where they were right. */
export function ConflictsScreen({ state, id }: ConflictsScreenProps) {
  const { t } = useTranslation();
  return (
    <Screen title={t('nav.conflicts')} fixed actions={<LockButton />}>
      <Protected>
        <nav className={styles.filter} aria-label={t('conflicts.filter')}>
          {conflictStates.map((known) => (
            <LinkButton
              key={known}
              size="small"
              look={known === state ? 'plain' : 'quiet'}
              href={hashOf({ screen: 'conflicts', state: known, id: null })}
              current={known === state}
            >
              {t(`conflicts.${known}`)}
            </LinkButton>
          ))}
        </nav>
        <ConflictList state={state} id={id} />
      </Protected>
    </Screen>
  );
}
