import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { IpcOutput } from '../../../shared/ipc/contract.ts';
import type { SyncStatus } from '../../../shared/record.ts';
import { Protected } from '../../access/protected.tsx';
import { useAnswer } from '../../bridge/use-answer.ts';
import { Button } from '../../components/button.tsx';
import { Drawer, DrawerBody, DrawerFoot } from '../../components/drawer.tsx';
import { Failure } from '../../components/failure.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { Notice } from '../../components/notice.tsx';
import { StateBadge, stateOfStatus } from '../../components/state-badge.tsx';
import { useNames } from '../../i18n/use-names.ts';
import { hashOf } from '../../navigation/view.ts';
import { ChangeData } from './change-data.tsx';
import { isSetAside } from './change-story.ts';
import { ChangeFacts } from './change-facts.tsx';
import { Story } from './story.tsx';
import { TakeHeadOffice } from './take-head-office.tsx';
import { WaitingBehind } from './waiting-behind.tsx';
import { ErrorText } from '../../components/error-text.tsx';
import { useRetry } from './use-retry.ts';
import styles from './change-drawer.module.css';

interface ChangeDrawerProps {
  readonly id: number;
  /** The filter to come back to. */
  readonly status: SyncStatus | null;
  readonly onClose: () => void;
}

/** The story of one change, and what can be done about it. */
export function ChangeDrawer({ id, status, onClose }: ChangeDrawerProps) {
  const { t } = useTranslation();
  const { data: access } = useAnswer('access.state', {});
  const { data, error, refetch } = useAnswer('logs.get', { id }, { enabled: access?.unlocked === true });
  const title = data ? t('log.changeOf', { action: t(`log.actions.${data.log.action}`), title: data.title }) : null;
  return (
    <Drawer
      title={title ?? t('log.change', { id })}
      aside={data && <StateBadge state={stateOfStatus(data.log.sync_status)} />}
      onClose={onClose}
    >
      {access && !access.unlocked ? (
        <DrawerBody>
          <Protected>{null}</Protected>
        </DrawerBody>
      ) : (
        <>
          {error && (
            <DrawerBody>
              <Failure error={error} onRetry={() => void refetch()} />
            </DrawerBody>
          )}
          {data && <Change change={data} status={status} onClose={onClose} />}
        </>
      )}
    </Drawer>
  );
}

interface ChangeProps {
  readonly change: IpcOutput<'logs.get'>;
  readonly status: SyncStatus | null;
  readonly onClose: () => void;
}

function Change({ change, status, onClose }: ChangeProps) {
  const { t } = useTranslation();
  const names = useNames();
  const { busy, retry } = useRetry();
  const [giving, setGiving] = useState(false);
  const { log } = change;
  const refused = log.sync_status === 'failed';
  return (
    <>
      <DrawerBody>
        {refused && (
          <Notice tone="alert">
            <p className={styles.reason}>
              <ErrorText error={{ code: log.error_code ?? '', message: log.error_message ?? '' }} />
            </p>
            {log.error_field && <p>{t('log.field', { field: names.field(log.error_field) })}</p>}
            <p className={styles.remedy}>{t('log.remedy')}</p>
          </Notice>
        )}
        {log.unreadable && log.error_code !== 'change-unreadable' && (
          <Notice tone={log.sync_status === 'completed' ? 'plain' : 'alert'}>
            {t(log.sync_status === 'completed' ? 'log.unreadable.confirmed' : 'log.unreadable.open')}
          </Notice>
        )}
        {isSetAside(log) && (
          <Notice tone="alert">
            <p>{t('log.aside')}</p>
          </Notice>
        )}
        {log.held_by !== null && (
          <Notice
            tone="plain"
            action={
              <LinkButton size="small" href={hashOf({ screen: 'log', status, id: log.held_by })}>
                {t('log.showRefused')}
              </LinkButton>
            }
          >
            {t('log.heldText')}
          </Notice>
        )}
        <Story log={log} />
        <WaitingBehind rows={change.waitingBehind} count={change.waitingCount} status={status} />
        <ChangeData log={log}>
          <ChangeFacts log={log} />
        </ChangeData>
      </DrawerBody>
      <DrawerFoot>
        {log.action !== 'delete' && (
          <LinkButton
            look={refused || isSetAside(log) ? 'primary' : 'plain'}
            href={hashOf({ screen: 'records', model: log.model_name, id: log.model_id })}
          >
            {t(refused || isSetAside(log) ? 'log.edit' : 'log.openRecord')}
          </LinkButton>
        )}
        {refused && (
          <>
            <Button icon="retry" busy={busy} onClick={() => retry({ ids: [log.id] })}>
              {t('log.retry', { count: 1 })}
            </Button>
            <Button onClick={() => setGiving(true)}>{t('log.takeHeadOffice')}</Button>
          </>
        )}
      </DrawerFoot>
      {giving && (
        <TakeHeadOffice
          id={log.id}
          onDone={(given) => {
            setGiving(false);
            if (given) onClose();
          }}
        />
      )}
    </>
  );
}
